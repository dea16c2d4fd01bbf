package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.doctor.TargetFacts.Extension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the extensions of a database mean for the collector. */
final class ExtensionRules {

    private static final String STATEMENTS = "pg_stat_statements";

    /**
     * The first release without the known defects that damage indexes: 0.8.2 ended an overflow in parallel builds,
     * 0.8.3 a corruption by vacuum, 0.8.4 graphs that were not repaired. Source: pgvector's CHANGELOG.
     */
    private static final List<Integer> SOUND_VECTOR = List.of(0, 8, 4);

    /** PostgreSQL's own default. */
    private static final int FEWEST_ENTRIES = 5_000;

    private final TargetFacts facts;
    private final boolean onNeon;
    private final Remarks remarks;

    ExtensionRules(TargetFacts facts, boolean onNeon, Remarks remarks) {
        this.facts = facts;
        this.onNeon = onNeon;
        this.remarks = remarks;
    }

    void judge() {
        statements();
        vector();
        if (onNeon) neon();
    }

    private void statements() {
        // Only with the rights of pg_monitor it is seen.
        String libraries = facts.settings().getOrDefault("shared_preload_libraries", STATEMENTS);
        boolean loaded = names(libraries).contains(STATEMENTS);
        if (!loaded)
            remarks.warning(
                    STATEMENTS,
                    "it is not loaded: everything about queries over time will be missing",
                    "Load it, as a superuser, and restart the server",
                    "ALTER SYSTEM SET shared_preload_libraries = " + withStatements(libraries));
        Extension extension = facts.extensions().get(STATEMENTS);
        if (extension == null) {
            remarks.warning(
                    STATEMENTS,
                    "the server does not have it: everything about queries over time will be missing",
                    "Install PostgreSQL's contrib package on the server");
            return;
        }
        String installed = extension.installed();
        if (installed == null)
            remarks.warning(
                    STATEMENTS,
                    "it is not in this database: everything about queries over time will be missing",
                    "Create it in the database " + facts.database(),
                    "CREATE EXTENSION pg_stat_statements");
        else if (compare(version(installed), version(extension.available())) < 0)
            remarks.warning(
                    STATEMENTS,
                    "version " + installed + " is older than the server's " + extension.available()
                            + ": what was added since will be missing",
                    "Update it in the database " + facts.database(),
                    "ALTER EXTENSION pg_stat_statements UPDATE");
        else if (lacks(STATEMENTS).length > 0)
            remarks.warning(
                    STATEMENTS,
                    facts.role().name() + " may not read it: everything about queries over time will be missing",
                    "Grant it in the database " + facts.database() + ", as the extension's owner",
                    lacks(STATEMENTS));
        else if (loaded) remarks.ok(STATEMENTS, "version " + installed);
        if (loaded && installed != null) statementSettings();
    }

    private void statementSettings() {
        remarks.setting(
                !"none".equals(facts.settings().get("pg_stat_statements.track")),
                facts,
                "pg_stat_statements.track",
                "everything about queries over time",
                "'top'");
        long most = facts.number("pg_stat_statements.max");
        if (most == 0) return;
        Long entries = facts.entries();
        String full = entries == null ? "" : ", " + entries + " are used";
        if (most < FEWEST_ENTRIES || entries != null && entries > most * 9 / 10)
            remarks.warning(
                    "setting pg_stat_statements.max",
                    "it is " + most + full + ": queries are forgotten before they have been seen",
                    "Raise it, as a superuser, and restart the server",
                    "ALTER SYSTEM SET pg_stat_statements.max = " + Math.max(10_000, 2 * most));
        else remarks.ok("setting pg_stat_statements.max", most + full);
    }

    void vector() {
        Extension vector = facts.extensions().get("vector");
        String installed = vector == null ? null : vector.installed();
        if (vector == null || installed == null) return;
        if (compare(version(installed), SOUND_VECTOR) >= 0) {
            remarks.ok("vector", "version " + installed);
            return;
        }
        String message =
                "version " + installed + " has known defects that damage HNSW indexes, mended in 0.8.2 to 0.8.4";
        if (compare(version(vector.available()), SOUND_VECTOR) >= 0)
            remarks.warning(
                    "vector",
                    message,
                    "Update it in the database " + facts.database() + ", and rebuild its HNSW indexes",
                    "ALTER EXTENSION vector UPDATE");
        else
            remarks.warning(
                    "vector",
                    message + "; the server has " + vector.available(),
                    "Install pgvector 0.8.4 or newer on the server; on Neon ask for it, and rebuild HNSW indexes after heavy"
                            + " deletes");
    }

    private void neon() {
        Extension neon = facts.extensions().get("neon");
        if (neon == null) return;
        if (neon.installed() == null)
            remarks.warning(
                    "neon",
                    "it is not in this database: the file cache and the working set will be missing",
                    "Create it in the database " + facts.database(),
                    "CREATE EXTENSION neon");
        else if (lacks("neon").length > 0)
            remarks.note(
                    "neon",
                    facts.role().name()
                            + " may not read all of it: some of the file cache, the working set and the waits"
                            + " will be missing",
                    "Grant it in the database " + facts.database() + ", as the extension's owner",
                    lacks("neon"));
        else remarks.ok("neon", "version " + neon.installed());
    }

    private String[] lacks(String extension) {
        return facts.grants().getOrDefault(extension, List.of()).toArray(String[]::new);
    }

    private static List<String> names(String libraries) {
        return Arrays.stream(libraries.split(","))
                .map(name -> name.strip().replace("\"", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String withStatements(String libraries) {
        List<String> all = new ArrayList<>(names(libraries));
        all.add(STATEMENTS);
        return all.stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    /** {@code 0.8.4} as its numbers; what is no number ends it. */
    private static List<Integer> version(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split("[^0-9]+")) if (part.matches("[0-9]{1,6}")) numbers.add(Integer.valueOf(part));
        return numbers;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int index = 0; index < Math.max(one.size(), other.size()); index++) {
            int left = index < one.size() ? one.get(index) : 0;
            int right = index < other.size() ? other.get(index) : 0;
            if (left != right) return Integer.compare(left, right);
        }
        return 0;
    }
}
