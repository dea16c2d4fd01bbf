/** The demo: the embedded stack, a scripted incident, and what the sinks and topics really received. */
@NullMarked
package io.neonwatch.cli.demo;

import org.jspecify.annotations.NullMarked;
