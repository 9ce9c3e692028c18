package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.PlainText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.utils.Levenshtein;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a sentence for the person who has typed it. */
final class Misuse {
  private static final Map<Class<?>, String> KINDS =
      Map.of(
          int.class, "a whole number",
          Integer.class, "a whole number",
          BigDecimal.class, "a decimal number such as 0.50");

  private Misuse() {}

  static String sentence(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return unmatched(command, unmatched.getUnmatched());
    }
    ArgSpec argument = problem.getArgSpec();
    String kind = argument == null ? null : KINDS.get(argument.type());
    if (problem.getValue() != null && kind != null) {
      String name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      return "%s must be %s, but is %s"
          .formatted(name, kind, PlainText.oneLine(problem.getValue()));
    }
    return PlainText.oneLine(problem.getMessage());
  }

  private static String unmatched(CommandLine command, List<String> arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("-") && argument.length() > 1) {
        String name = argument.replaceFirst("=.*", "");
        return "There is no option " + PlainText.oneLine(name) + suggestion(name, options(command));
      }
    }
    String first = arguments.get(0);
    if (command.getParent() == null) {
      return unknownCommand(command, first);
    }
    boolean takesText =
        command.getCommandSpec().positionalParameters().stream()
            .anyMatch(parameter -> parameter.paramLabel().equals("TEXT"));
    return takesText
        ? "Put the text in quotes: %s \"Find the price of milk\""
            .formatted(command.getCommandName())
        : "There is one argument too many: " + PlainText.oneLine(first);
  }

  static String unknownCommand(CommandLine root, String name) {
    return "There is no command "
        + PlainText.oneLine(name)
        + suggestion(name, root.getSubcommands().keySet());
  }

  private static Collection<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .flatMap(option -> List.of(option.names()).stream())
        .filter(name -> name.startsWith("--"))
        .collect(Collectors.toSet());
  }

  /** The name that was probably meant; empty if none is close. */
  private static String suggestion(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3))
        .min(Comparator.comparing((String name) -> distance(typed, name)).thenComparing(n -> n))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  private static int distance(String typed, String name) {
    return Levenshtein.distance(typed, name);
  }
}
