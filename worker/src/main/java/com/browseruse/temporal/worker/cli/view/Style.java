package com.browseruse.temporal.worker.cli.view;

/** Marks and colors, as far as a terminal has them. */
final class Style {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] ASCII_SPINNER = {"|", "/", "-", "\\"};

  private final Terminal terminal;

  Style(Terminal terminal) {
    this.terminal = terminal;
  }

  String spinner(int frame) {
    String[] frames = terminal.unicode() ? SPINNER : ASCII_SPINNER;
    return cyan(frames[Math.floorMod(frame, frames.length)]);
  }

  String done() {
    return mark(green(terminal.unicode() ? "✓" : "+"));
  }

  String bad() {
    return mark(red(terminal.unicode() ? "✗" : "x"));
  }

  String warning() {
    return mark(yellow("!"));
  }

  /** A mark and the space after it; whoever reads lines has no use for marks. */
  private String mark(String sign) {
    return terminal.live() ? sign + " " : "";
  }

  String dot() {
    return terminal.unicode() ? " · " : ", ";
  }

  String ellipsis() {
    return terminal.unicode() ? "…" : "...";
  }

  String bold(String text) {
    return wrap("1", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  private String wrap(String code, String text) {
    return terminal.color() && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
