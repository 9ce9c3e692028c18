package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The routes of every API version, and the way to them. */
final class Routes {

  private record Route(
      String method, String template, List<String> segments, Function<Call, Answer> handler) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a route.
   *
   * @param template the path, with names in braces where any one segment may stand
   */
  void add(String method, String template, Function<Call, Answer> handler) {
    routes.add(new Route(method, template, segments(template), handler));
  }

  Answer serve(Request request, Instant now) {
    boolean pathIsKnown = false;
    List<String> path = segments(request.path());
    for (Route route : routes) {
      Optional<Map<String, String>> values = match(route.segments(), path);
      if (values.isPresent() && route.method().equals(request.routedMethod())) {
        return route.handler().apply(new Call(request, values.get(), now));
      }
      pathIsKnown |= values.isPresent();
    }
    return pathIsKnown ? Answer.detail(405, "Method Not Allowed") : Answer.detail(404, "Not Found");
  }

  /** The template that a path follows, whatever the method, or the path itself if none does. */
  String template(String path) {
    List<String> segments = segments(path);
    return routes.stream()
        .filter(route -> match(route.segments(), segments).isPresent())
        .findFirst()
        .map(Route::template)
        .orElse(path);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String expected = template.get(i);
      if (expected.startsWith("{") && !path.get(i).isEmpty()) {
        values.put(expected.substring(1, expected.length() - 1), path.get(i));
      } else if (!expected.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
