package com.browseruse.temporal.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The emulated service behind one lock, with the clock, the faults and the books. All that is due
 * by now is done before anything else is looked at; that is how time passes here.
 */
final class EmulatedService {

  private final Clock clock;
  private final Cloud cloud;
  private final Routes routes = new Routes();
  private final FaultList faults = new FaultList();
  private final RateWindow rate = new RateWindow();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<LateWork> late = new ArrayList<>();

  EmulatedService(Clock clock, Cloud cloud, ApiKey apiKey, String baseUrl) {
    this.clock = clock;
    this.cloud = cloud;
    Links links = new Links(baseUrl);
    Downloads downloads = new Downloads(links);
    SharePages pages = new SharePages(baseUrl);
    new V1Api(apiKey).addTo(routes, cloud, downloads, pages);
    new V2Api(apiKey).addTo(routes, cloud, links, pages);
    downloads.addTo(routes, cloud);
    pages.addTo(routes, cloud);
    new Uploads(links).addTo(routes);
  }

  /** Enters a request in the books, and gives out the fault that spoils it, if any. */
  synchronized Optional<Fault> arrive(Request request) {
    counts.merge(request.method() + " " + routes.template(request.path()), 1, Integer::sum);
    return faults.take(request);
  }

  synchronized Answer serve(Request request) {
    return dispatch(request, now());
  }

  synchronized LateWork serveLater(Request request, Duration delay) {
    LateWork work = new LateWork(request, now().plus(delay));
    late.add(work);
    return work;
  }

  /**
   * The answer of late work for a client that has waited for it, even if the clock stood still
   * meanwhile; empty if the work was forgotten.
   */
  synchronized Optional<Answer> answerOf(LateWork work) {
    Instant now = now();
    if (late.remove(work)) {
      work.done(dispatch(work.request(), now));
    }
    return Optional.ofNullable(work.answer());
  }

  synchronized List<RecordedTask> tasks() {
    return cloud.ledger(now());
  }

  synchronized Map<String, Integer> requests() {
    return new TreeMap<>(counts);
  }

  synchronized void add(Scenario scenario) {
    now();
    cloud.add(scenario);
  }

  synchronized void add(Fault fault) {
    faults.add(fault);
  }

  synchronized void setListLag(Duration lag) {
    now();
    cloud.setListLag(lag);
  }

  synchronized void reset() {
    cloud.reset();
    faults.clear();
    counts.clear();
    late.clear();
  }

  /** The time, once everything that was due until then is done. */
  private Instant now() {
    // Times are shown in microseconds: a finer one would be later than it says.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<LateWork> due =
        late.stream()
            .filter(work -> !work.due().isAfter(now))
            .sorted(Comparator.comparing(LateWork::due))
            .toList();
    late.removeAll(due);
    due.forEach(work -> work.done(dispatch(work.request(), work.due())));
    return now;
  }

  private Answer dispatch(Request request, Instant now) {
    return routes.serve(request, now).with(rate.headers(now));
  }
}
