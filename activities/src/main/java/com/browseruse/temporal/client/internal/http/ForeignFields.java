package com.browseruse.temporal.client.internal.http;

import java.util.Map;
import java.util.Set;

/**
 * The names that one version of the API has for fields of a create, and others do not. A service
 * may skip a field that it does not know, and a request would silently mean something else.
 */
public final class ForeignFields {

  /** What only version 1 calls so. */
  public static final Set<String> VERSION_1 =
      Set.of(
          "allowed_domains",
          "browser_profile_id",
          "save_browser_data",
          "structured_output_json",
          "llm_model",
          "use_adblock",
          "use_proxy",
          "proxy_country_code",
          "highlight_elements",
          "included_file_names",
          "browser_viewport_width",
          "browser_viewport_height",
          "max_agent_steps",
          "enable_public_share");

  /** What only version 2 calls so. */
  public static final Set<String> VERSION_2 =
      Set.of(
          "llm",
          "startUrl",
          "maxSteps",
          "structuredOutput",
          "sessionId",
          "allowedDomains",
          "opVaultId",
          "sessionSettings",
          "highlightElements",
          "flashMode",
          "thinking",
          "thinkingLevel",
          "vision",
          "systemPromptExtension",
          "judge",
          "judgeGroundTruth",
          "judgeLlm",
          "skillIds");

  private ForeignFields() {}

  /** Refuses extra fields with such a name; null for no extra fields. */
  public static void refuse(Map<String, Object> extra, Set<String> foreign, int version) {
    if (extra != null) {
      extra.keySet().stream()
          .filter(foreign::contains)
          .sorted()
          .findFirst()
          .ifPresent(name -> refuse("extra." + name, version));
    }
  }

  /** Refuses a field. */
  public static void refuse(String field, int version) {
    throw new IllegalArgumentException(
        field + " is not a field of version " + version + " of the API");
  }
}
