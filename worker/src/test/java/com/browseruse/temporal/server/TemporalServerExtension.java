package com.browseruse.temporal.server;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real Temporal server for all tests of a build that ask for one. */
public final class TemporalServerExtension implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    // Here and not with the parameter, so that a machine without Temporal skips the class.
    Path program = TemporalProgram.program();
    store(context)
        .getOrComputeIfAbsent(
            TemporalServer.class,
            ignored -> TemporalServer.inMemory(program),
            TemporalServer.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TemporalServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).get(TemporalServer.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TemporalServerExtension.class));
  }
}
