package io.neonwatch.deploy.part;

import io.neonwatch.deploy.docker.ContainerGuard;
import io.neonwatch.deploy.docker.Images;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Containers of our images. */
final class Parts {

    /** Starting takes seconds; on a machine that is busy with other work it may take long. */
    static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** For Java programs that start with half the work and stay small. */
    static final String SMALL_JAVA = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    static {
        ContainerGuard.watch(
                DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL + "=" + DockerClientFactory.SESSION_ID);
    }

    private Parts() {}

    /**
     * A container that is not started yet.
     *
     * @param image for example {@code kafka}
     */
    static GenericContainer<?> container(String image) {
        Images.build("kafka", "registry", "postgresql");
        return new GenericContainer<>(DockerImageName.parse(Images.name(image))).withStartupTimeout(START_LIMIT);
    }
}
