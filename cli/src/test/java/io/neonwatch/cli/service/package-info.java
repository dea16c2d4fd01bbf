@NullMarked
package io.neonwatch.cli.service;

import org.jspecify.annotations.NullMarked;
