package com.browseruse.temporal.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt",
        "Preisliste Müller (2).csv",
        "报告.pdf",
        "🌍.png",
        "no extension",
        "a..b",
        "-rf",
        "tar.gz",
        "console.log",
        "nul-and-more.txt",
        "a_",
        "'quoted'"
      })
  void aNameThatIsSafeStays(String name) {
    assertThat(SafeNames.of(name)).isEqualTo(name);
  }

  static Stream<Arguments> unsafe() {
    return Stream.of(
        Arguments.of(null, "file"),
        Arguments.of("", "file"),
        Arguments.of(" \t ", "_"),
        Arguments.of(".", "_"),
        Arguments.of("..", "_"),
        Arguments.of("../../etc/passwd", "__.._etc_passwd"),
        Arguments.of("/etc/passwd", "_etc_passwd"),
        Arguments.of("..\\..\\boot.ini", "__.._boot.ini"),
        Arguments.of("C:\\a.txt", "C__a.txt"),
        Arguments.of(".bashrc", "_bashrc"),
        Arguments.of("a\0b", "a_b"),
        Arguments.of("a\nb\u2028c", "a_b_c"),
        Arguments.of("gpj.\u202Eexe", "gpj._exe"),
        Arguments.of("a\uD800b", "a_b"),
        Arguments.of(" a.txt ", "a.txt"),
        Arguments.of("a.", "a._"),
        Arguments.of("a. ", "a._"),
        Arguments.of("CON", "_CON"),
        Arguments.of("nul.txt", "_nul.txt"),
        Arguments.of("Com1.tar.gz", "_Com1.tar.gz"),
        Arguments.of("LPT¹", "_LPT¹"),
        Arguments.of("a.txt.SHA256", "a.txt.SHA256_"),
        Arguments.of("e\u0301.txt", "é.txt"));
  }

  @ParameterizedTest
  @MethodSource("unsafe")
  void aNameThatIsNotIsMadeSafe(String name, String safe) {
    assertThat(SafeNames.of(name)).isEqualTo(safe);
  }

  @Test
  void aNameThatIsTooLongKeepsItsExtension() {
    assertThat(SafeNames.of("ä".repeat(300) + ".csv"))
        .endsWith("ää.csv")
        .satisfies(name -> assertThat(bytes(name)).isBetween(230, SafeNames.MAX_BYTES));
    assertThat(SafeNames.of("🌍".repeat(300))).matches("🌍+");
    assertThat(bytes(SafeNames.of("a." + "b".repeat(300)))).isEqualTo(SafeNames.MAX_BYTES - 1);
  }

  @Test
  void anythingBecomesASafeNameAndThenStays() {
    Random random = new Random(7);
    String parts = " ./\\.:\u0000\u0301\u202E.aäé🌍Ä CONsha256.COM1\u00A0\u2003\u0085\uD83C";
    for (int i = 0; i < 3_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(i % 10 == 0 ? 300 : 12); n >= 0; n--) {
        name.append(parts.charAt(random.nextInt(parts.length())));
      }
      String safe = SafeNames.of(name.toString());
      assertThat(SafeNames.of(safe)).isEqualTo(safe);
      assertThat(bytes(safe)).isBetween(1, SafeNames.MAX_BYTES);
      assertThat(safe).doesNotStartWith(".").doesNotEndWith(".").doesNotContain("/", "\\", "\0");
      List<String> twice = SafeNames.distinct(List.of(safe, safe, name.toString()));
      assertThat(twice).doesNotHaveDuplicates().allMatch(SafeNames::isSafe);
    }
  }

  @Test
  void theSameNameTwiceBecomesTwoNames() {
    assertThat(SafeNames.distinct(List.of("a.txt", "A.TXT", "a (2).txt", "a.txt", "b", "b")))
        .containsExactly("a.txt", "A (2).TXT", "a (2) (2).txt", "a (3).txt", "b", "b (2)");
  }

  @Test
  void manyLongNamesStayDifferentAndShort() {
    List<String> names = SafeNames.distinct(List.of("x".repeat(500), "x".repeat(501), "x/y"));
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> bytes(name) <= 240);
    assertThat(names.get(1).toLowerCase(Locale.ROOT)).endsWith(" (2)");
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
