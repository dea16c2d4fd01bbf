# The images that run on Java, a target each, so that they share their lower layers. The context is the project's root:
#   docker build -f deploy/docker/java.Dockerfile --target kafka .
# Jars come from deploy/docker/*/target, where deploy/docker/jars has put them, or else that script runs in here.

FROM debian:trixie-slim AS jdk
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends binutils openjdk-25-jdk-headless \
    && rm -rf /var/lib/apt/lists/*
# Debian's runtime without what a server does not use, at a third of its size. The certificates are a link in the
# package. Jackson and Quarkus want the beans of java.desktop; its native libraries are not needed for these.
RUN jlink --output /opt/java --strip-debug --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive \
        --include-locales en --add-modules java.se,jdk.charsets,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,\
jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth,jdk.security.jgss,\
jdk.unsupported,jdk.zipfs \
    # The archive of classes for heaps from 32 GB on, which nothing here has.
    && rm /opt/java/lib/server/classes_nocoops.jsa \
    && cp --remove-destination --dereference /etc/ssl/certs/java/cacerts /opt/java/lib/security/cacerts

FROM debian:trixie-slim AS java
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* /var/log/* /var/cache/debconf/*-old \
    && groupadd --gid 10001 neonwatch \
    && useradd --no-log-init --uid 10001 --gid neonwatch --home-dir /nonexistent --shell /usr/sbin/nologin neonwatch
COPY --from=jdk /opt/java /opt/java
COPY deploy/docker/http-ok /usr/local/bin/
ENV PATH=/opt/java/bin:$PATH JAVA_HOME=/opt/java LANG=C.UTF-8
USER 10001:10001
# A Java program ends with 143 on SIGTERM, which is no failure.
ENTRYPOINT ["tini", "-e", "143", "--"]

FROM jdk AS kafka-jars
WORKDIR /source
COPY pom.xml ./
COPY deploy/docker/jars deploy/docker/
COPY deploy/docker/kafka deploy/docker/kafka
RUN deploy/docker/jars --if-missing kafka

FROM java AS kafka
COPY --from=kafka-jars /source/deploy/docker/kafka/target/lib /opt/kafka/lib
COPY deploy/docker/kafka/logback.xml /opt/kafka/config/
COPY deploy/docker/kafka/start-kafka deploy/docker/kafka/kafka-healthy deploy/docker/kafka/kafka-tool /usr/local/bin/
USER root
RUN install -d -o 10001 -g 10001 /var/lib/kafka \
    && for tool in console-consumer consumer-groups log-dirs metadata-quorum reassign-partitions topics; do \
        ln -s kafka-tool /usr/local/bin/kafka-$tool; done \
    # Where those who know the image apache/kafka look for it, Testcontainers among them.
    && install -d /etc/kafka/docker && ln -s /usr/local/bin/start-kafka /etc/kafka/docker/run
USER 10001:10001
# One node that is a cluster by itself, unless told otherwise.
ENV CLUSTER_ID=bmVvbndhdGNoLWthZmthMQ \
    KAFKA_NODE_ID=1 \
    KAFKA_PROCESS_ROLES=broker,controller \
    KAFKA_LISTENERS=PLAINTEXT://:9092,CONTROLLER://:9093 \
    KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://localhost:9092 \
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT \
    KAFKA_CONTROLLER_LISTENER_NAMES=CONTROLLER \
    KAFKA_CONTROLLER_QUORUM_VOTERS=1@localhost:9093 \
    KAFKA_LOG_DIRS=/var/lib/kafka/data \
    KAFKA_AUTO_CREATE_TOPICS_ENABLE=false \
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR=1 \
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR=1 \
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR=1 \
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR=1 \
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR=1
VOLUME /var/lib/kafka
EXPOSE 9092
HEALTHCHECK --interval=5s --timeout=10s --start-period=180s --retries=3 CMD ["kafka-healthy"]
CMD ["start-kafka"]

FROM jdk AS registry-files
WORKDIR /source
COPY pom.xml ./
COPY deploy/docker/jars deploy/docker/
COPY deploy/docker/registry deploy/docker/registry
RUN deploy/docker/jars --if-missing registry

FROM java AS registry
COPY --from=registry-files /source/deploy/docker/registry/target/registry /opt/registry
ENV APICURIO_STORAGE_KIND=kafkasql
WORKDIR /opt/registry
EXPOSE 8080 9000
HEALTHCHECK --interval=5s --timeout=10s --start-period=180s --retries=3 CMD ["http-ok", "9000", "/health/ready"]
CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", "-jar", "quarkus-run.jar"]

FROM jdk AS neonwatch-jars
WORKDIR /source
COPY . .
RUN deploy/docker/jars --if-missing neonwatch

FROM java AS neonwatch
COPY --from=neonwatch-jars /source/deploy/docker/neonwatch/target/lib /opt/neonwatch/lib
COPY deploy/docker/neonwatch/neonwatch /usr/local/bin/
USER root
RUN install -d -o 10001 -g 10001 /var/lib/neonwatch
USER 10001:10001
VOLUME /var/lib/neonwatch
EXPOSE 9464
# Whether the process is alive. Whether it is ready depends on other systems: see docker-compose.yml.
HEALTHCHECK --interval=10s --timeout=10s --start-period=180s --retries=3 CMD ["http-ok", "9464", "/health/live"]
ENTRYPOINT ["tini", "-e", "143", "--", "neonwatch"]
CMD ["--help"]

FROM neonwatch AS sandbox
COPY --from=neonwatch-jars /source/deploy/docker/neonwatch/target/sandbox /opt/neonwatch/sandbox
COPY deploy/docker/neonwatch/sandbox /usr/local/bin/
HEALTHCHECK NONE
ENTRYPOINT ["tini", "-e", "143", "--", "sandbox"]
