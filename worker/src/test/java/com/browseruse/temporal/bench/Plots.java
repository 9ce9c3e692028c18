package com.browseruse.temporal.bench;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;

/** Plots of growth: both axes by powers of ten, so that a straight line's slope is its exponent. */
final class Plots {
  private Plots() {}

  /** Points above zero, by the name of who has them. */
  static XYChart growth(String title, String x, String y, Map<String, List<double[]>> lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(720)
            .height(400)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .theme(Styler.ChartTheme.XChart)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    lines.forEach(
        (name, points) -> {
          XYSeries line =
              chart.addSeries(
                  name,
                  points.stream().mapToDouble(point -> point[0]).toArray(),
                  points.stream().mapToDouble(point -> point[1]).toArray());
          line.setLineStyle(new BasicStroke(2));
        });
    return chart;
  }
}
