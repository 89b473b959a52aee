package io.anode4j.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the words of an option's choices as the help writes them: small letters, hyphens. Without
 * it a wrong word is answered by the names of Java's constants.
 *
 * @param type the choices
 */
record EnumWords(Class<? extends Enum<?>> type) implements ITypeConverter<Object> {
  /** Teaches a command line, and all its commands, the words of their options. */
  static void teach(CommandLine command) {
    Stream.concat(Stream.of(command), command.getSubcommands().values().stream())
        .flatMap(one -> one.getCommandSpec().args().stream())
        .flatMap(arg -> Stream.<Class<?>>of(arg.auxiliaryTypes()))
        .filter(Class::isEnum)
        .distinct()
        .toList()
        .forEach(type -> teach(command, type));
  }

  @SuppressWarnings("unchecked")
  private static void teach(CommandLine command, Class<?> type) {
    command.registerConverter(
        (Class<Object>) type,
        new EnumWords((Class<? extends Enum<?>>) type.asSubclass(Enum.class)));
  }

  private static String word(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Object convert(String stated) {
    for (Enum<?> constant : type.getEnumConstants()) {
      if (word(constant).equalsIgnoreCase(stated) || constant.name().equalsIgnoreCase(stated)) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "found '%s'; expected %s; state one of them"
            .formatted(
                stated,
                Arrays.stream(type.getEnumConstants())
                    .map(EnumWords::word)
                    .collect(Collectors.joining(", "))));
  }
}
