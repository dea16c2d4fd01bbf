package io.neonwatch.deploy.compose;

import io.neonwatch.deploy.docker.NeedsDocker;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** These tests run where Docker answers and has Compose; elsewhere they are reported as skipped, with the reason. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@NeedsDocker
@ExtendWith(ComposeCondition.class)
@interface NeedsCompose {}
