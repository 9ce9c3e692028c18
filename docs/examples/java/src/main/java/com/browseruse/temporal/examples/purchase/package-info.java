/** A purchase made of browser tasks: docs/composing.md walks through it. */
package com.browseruse.temporal.examples.purchase;
