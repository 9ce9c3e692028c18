package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.ProgressText;
import com.browseruse.temporal.worker.cli.view.Terminal;
import com.browseruse.temporal.worker.run.Sight;

/** Shows a run that lasts: a line that moves on a terminal, a line for each change elsewhere. */
public final class RunDisplay {
  private final Host host;
  private final Terminal terminal;
  private final ProgressText text;
  private Sight shown;
  private int frame;

  public RunDisplay(Host host) {
    this.host = host;
    this.terminal = host.terminal();
    this.text = new ProgressText(terminal);
  }

  public void show(Sight sight) {
    if (terminal.live()) {
      text.permanent(shown, sight).forEach(host::say);
      host.statusLine().draw(text.now(sight, frame++));
    } else {
      text.changes(shown, sight).forEach(host::say);
    }
    shown = sight;
  }

  /**
   * Shows the last sight for good.
   *
   * @param stepIsOver whether its step came to its end
   */
  public void end(Sight sight, boolean stepIsOver) {
    show(sight);
    host.statusLine().clear();
    if (terminal.live()) {
      if (stepIsOver) {
        text.rest(sight).forEach(host::say);
      }
      host.say("");
    }
  }
}
