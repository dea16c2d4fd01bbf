package io.neonwatch.cli.doctor;

import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.Project;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.util.List;

/** Whether the key opens a project that a target names. */
final class NeonExamination implements Examination {

    private final NeonClient neon;
    private final String project;

    NeonExamination(NeonClient neon, String project) {
        this.neon = neon;
        this.project = project;
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.NEON;
    }

    @Override
    public String subject() {
        return project;
    }

    @Override
    public List<Finding> examine() throws InterruptedException {
        try {
            Project found = neon.getProject(project);
            return List.of(finding(Verdict.OK, "key", "it opens the project " + found.name()));
        } catch (NeonException e) {
            String remedy = switch (e.kind()) {
                case UNAUTHORIZED ->
                    "Make a key in Neon's console that may see the project, and give it as neon.api_key";
                case NOT_FOUND -> "Check neon.project of the targets, and that the key may see the project";
                default -> "Check neon.url, and that this machine reaches it";
            };
            return List.of(finding(Verdict.FAILURE, "key", String.valueOf(e.getMessage()))
                    .remedy(remedy));
        }
    }
}
