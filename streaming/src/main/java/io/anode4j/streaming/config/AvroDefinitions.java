package io.anode4j.streaming.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.anode4j.streaming.record.AvroFraming;
import io.anode4j.streaming.record.AvroTree;
import io.anode4j.streaming.record.RecordTree;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of readings in Avro; where their parts stand is said as for JSON. */
final class AvroDefinitions {
  private AvroDefinitions() {}

  static void add(ConfigDef d) {
    d.define(
            Setting.AVRO_SCHEMA_FILE,
            STRING,
            "",
            MEDIUM,
            "File of the Avro schema (.avsc) by which records were written; json.* then says where"
                + " their parts stand. Empty: records are JSON. Needs org.apache.avro:avro on the"
                + " class path.")
        .define(
            Setting.AVRO_FRAMING,
            STRING,
            "none",
            in("none", "registry", "single-object"),
            LOW,
            "What stands before the Avro value: none; registry, a byte 0 and the id of a schema"
                + " registry; single-object, C3 01 and the schema's fingerprint, which is checked.")
        .define(
            Setting.AVRO_SCHEMA_ID,
            INT,
            -1,
            atLeast(-1),
            LOW,
            "The registry's id of that schema: records of another are bad ones. -1: any, which is"
                + " right only where producers never change their schema.");
  }

  static boolean isStated(Values own) {
    return !own.text(Setting.AVRO_SCHEMA_FILE).isEmpty();
  }

  /**
   * What reads such records. Avro's own classes are behind {@link AvroTree}: they may be absent.
   */
  static RecordTree tree(Values own) {
    String file = own.text(Setting.AVRO_SCHEMA_FILE);
    String framing = own.text(Setting.AVRO_FRAMING).replace('-', '_').toUpperCase(Locale.ROOT);
    int id = (int) own.whole(Setting.AVRO_SCHEMA_ID);
    try {
      return AvroTree.of(Path.of(file), new AvroFraming(AvroFraming.Kind.valueOf(framing), id));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "The setting avro.schema.file names "
              + file
              + ", which cannot be read: "
              + e.getMessage()
              + "; expected an Avro schema as JSON (.avsc): correct name or file");
    } catch (NoClassDefFoundError e) {
      throw new ConfigurationException(
          "The setting avro.schema.file is set, but Avro is not on the class path; expected"
              + " org.apache.avro:avro beside this library: add that dependency");
    }
  }
}
