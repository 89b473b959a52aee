package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conflicts name the options that conflict; wrong words are answered by those that can be typed.
 */
class StatedOptionsTest {
  private static String said(String line) {
    StringWriter err = new StringWriter();
    int code = Anode4j.commandLine().setErr(new PrintWriter(err, true)).execute(line.split(" "));
    assertEquals(2, code, err.toString());
    return err.toString();
  }

  @Test
  void oneIsWasAndSeveralWere() {
    StatedOptions one = new StatedOptions().add("--a", true).add("--b", false);
    assertEquals("--a was stated", one.sentence());
    assertEquals("--a and --c were stated", one.add("--c", true).sentence());
    assertEquals("--a, --c and --d", one.add("--d", true).words());
    assertTrue(new StatedOptions().add("--a", false).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train x -m m --task classify --label l --horizon 1 | --horizon was stated with --task classify",
        "train x -m m --task classify --label l --upper 1 --report r.html | --upper and --report were",
        "train x -m m --task classify-rows --label l --mode filter | --mode filter was stated with --task classify-rows",
        "train x -m m --label l | --label was stated without --task classify",
        "train x -m m --labels l.csv --label l | --label and --labels were stated without",
        "train x -m m --mode filter --upper 3 | --upper was stated with --mode filter",
        "train x -m m --mode filter --budget 3 | --budget was stated with --mode filter",
        "train x -m m --mode gru-d --latent 3 --alone | --latent and --alone were stated with --mode gru-d",
        "train x -m m --mode filter --alone | --alone was stated with --mode filter",
        "evaluate x -m m --horizon 1 --report-charts 2 | --report-charts was stated without a report",
        "inspect x --layout wide --value-column v | --value-column was stated with --layout wide",
      })
  void aConflictNamesWhatWasStated(String line, String sentence) {
    assertTrue(said(line).startsWith("anode4j: " + sentence), said(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train x -m m --task bogus | found 'bogus'; expected forecast, classify, classify-rows, regress, regress-rows; state",
        "train x -m m --mode bogus | found 'bogus'; expected window, filter, rnn-delta-t, rnn-decay, gru-d, ode-rnn; state",
        "inspect x --layout bogus | found 'bogus'; expected wide, long; state",
        "inspect x --duplicates bogus | found 'bogus'; expected mean, first, last, error; state",
      })
  void aWrongWordIsAnsweredByTheRightOnes(String line, String sentence) {
    String said = said(line);
    assertTrue(said.contains(sentence), said);
    assertFalse(said.contains("CLASSIFY") || said.contains("class io"), said);
  }

  @Test
  void wordsAreReadInAnyCaseAndOldSpelling() {
    for (String task : new String[] {"classify-rows", "Classify-Rows", "CLASSIFY_ROWS"}) {
      assertTrue(said("train x -m m --task " + task).contains("--task classify-rows was"), task);
    }
  }
}
