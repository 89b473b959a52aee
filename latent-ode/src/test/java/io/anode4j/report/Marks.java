package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Scene;
import java.util.List;

/** Looks into finished pictures. */
final class Marks {
  private Marks() {}

  static <M extends Mark> List<M> of(Scene scene, Class<M> kind) {
    return scene.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static List<String> texts(Scene scene) {
    return of(scene, Mark.Label.class).stream().map(Mark.Label::text).toList();
  }

  static List<Mark.Dots> dots(Scene scene, Ink ink) {
    return of(scene, Mark.Dots.class).stream().filter(d -> d.ink() == ink).toList();
  }

  static List<Mark.Line> lines(Scene scene, Ink ink) {
    return of(scene, Mark.Line.class).stream().filter(l -> l.stroke().ink() == ink).toList();
  }

  static Mark.Label label(Scene scene, String text) {
    return of(scene, Mark.Label.class).stream()
        .filter(l -> l.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no label '" + text + "' in " + texts(scene)));
  }
}
