package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of routes: finds the handler of a request. */
public final class Routes {
  public interface Handler {
    Response handle(Request request, Instant now);
  }

  private record Route(
      String method,
      String template,
      Pattern pattern,
      BiConsumer<Request, Instant> guard,
      Handler handler) {}

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private final List<Route> routes;
  private final String prefix;
  private final BiConsumer<Request, Instant> guard;

  public Routes() {
    this(new ArrayList<>(), "", (request, now) -> {});
  }

  private Routes(List<Route> routes, String prefix, BiConsumer<Request, Instant> guard) {
    this.routes = routes;
    this.prefix = prefix;
    this.guard = guard;
  }

  /** The part of this table below a path; the guard refuses requests with an error response. */
  public Routes under(String path, BiConsumer<Request, Instant> pathGuard) {
    return new Routes(routes, path, pathGuard);
  }

  /** Adds a route; the template is a path with names in braces where any one segment may stand. */
  public void add(String method, String path, Handler handler) {
    String template = prefix + path;
    Pattern pattern = Pattern.compile(NAME.matcher(template).replaceAll("(?<$1>[^/]+)"));
    routes.add(new Route(method, template, pattern, guard, handler));
  }

  Response serve(Request request, Instant now) {
    Response response = Response.error(404, "Not Found");
    // A HEAD is a GET whose body nobody sends.
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    for (Route route : routes) {
      Matcher path = route.pattern().matcher(request.path());
      if (path.matches() && route.method().equals(method)) {
        try {
          route.guard().accept(request, now);
          return route.handler().handle(request.withRouteMatch(path), now);
        } catch (ErrorResponseException e) {
          return e.response;
        }
      }
      response = path.matches() ? Response.error(405, "Method Not Allowed") : response;
    }
    return response;
  }

  /** The template that a path follows, whatever the method, or the path itself if none does. */
  String template(String path) {
    return routes.stream()
        .filter(route -> route.pattern().matcher(path).matches())
        .findFirst()
        .map(Route::template)
        .orElse(path);
  }
}
