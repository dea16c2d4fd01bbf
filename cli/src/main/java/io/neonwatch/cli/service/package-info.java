/** Commands that run the services, and the file that configures them. */
@NullMarked
package io.neonwatch.cli.service;

import org.jspecify.annotations.NullMarked;
