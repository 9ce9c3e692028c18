package com.browseruse.temporal.testing.internal.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of routes: finds the handler of a request. */
public final class Routes {

  /** Handles the requests of one route at the instant {@code now}. */
  public interface Handler {
    Response handle(Request request, Instant now);
  }

  private record Route(String method, String template, List<String> segments, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route; the template is a path with names in braces where any one segment may stand. */
  public void add(String method, String template, Handler handler) {
    routes.add(new Route(method, template, segments(template), handler));
  }

  Response serve(Request request, Instant now) {
    boolean pathIsKnown = false;
    List<String> path = segments(request.path());
    for (Route route : routes) {
      Optional<Map<String, String>> values = match(route.segments(), path);
      if (values.isPresent() && route.method().equals(request.routedMethod())) {
        try {
          return route.handler().handle(request.withPathValues(values.get()), now);
        } catch (ErrorResponseException e) {
          return e.response();
        }
      }
      pathIsKnown |= values.isPresent();
    }
    return pathIsKnown
        ? Response.error(405, "Method Not Allowed")
        : Response.error(404, "Not Found");
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
