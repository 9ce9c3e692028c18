package com.browseruse.temporal.bench;

import java.util.Arrays;
import java.util.List;

/**
 * A line through points by least squares.
 *
 * @param slope by how much it rises
 * @param offset where it begins
 */
record Fit(double slope, double offset) {

  static Fit line(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < x.length; i++) {
      above += (x[i] - meanX) * (y[i] - meanY);
      below += (x[i] - meanX) * (x[i] - meanX);
    }
    double slope = below == 0 ? 0 : above / below;
    return new Fit(slope, meanY - slope * meanX);
  }

  /** The exponent with which y grows: 0 if it does not, 1 if in proportion. All are above zero. */
  static double exponent(double[] x, double[] y) {
    return line(
            Arrays.stream(x).map(Math::log).toArray(), Arrays.stream(y).map(Math::log).toArray())
        .slope();
  }

  double at(double x) {
    return offset + slope * x;
  }

  /** The least value that so many percent of the values do not exceed. */
  static double percentile(List<Double> values, double percent) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
