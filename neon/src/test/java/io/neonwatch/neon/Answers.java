package io.neonwatch.neon;

/** Bodies as Neon writes them. */
final class Answers {

    private Answers() {}

    static String branch(String id, String name) {
        return """
                {"id":"%s","project_id":"shiny-wind-028834","parent_id":"br-aged-salad-637688","parent_lsn":"0/1DE2850",
                "name":"%s","current_state":"ready","state_changed_at":"2022-11-30T20:09:48Z","logical_size":28,
                "created_at":"2022-11-30T19:09:48Z","updated_at":"2022-11-30T19:09:49Z","data_transfer_bytes":1000000,
                "written_data_bytes":100800,"compute_time_seconds":100,"active_time_seconds":100,"cpu_used_sec":100,
                "default":true,"protected":false,"creation_source":"console","a_field_of_tomorrow":{"x":1}}""".formatted(id, name);
    }

    static String branches(String cursor, String... branches) {
        String next = cursor.isEmpty() ? "" : "\"next\":\"" + cursor + "\",";
        return "{\"branches\":[" + String.join(",", branches) + "],\"annotations\":{},\"pagination\":{" + next
                + "\"sort_by\":\"updated_at\",\"sort_order\":\"desc\"}}";
    }

    static String operation(String status) {
        return "{\"operation\":" + bareOperation("a07f8772-1877-4da9-a939-3a3ae62d1d8d", status) + "}";
    }

    static String bareOperation(String id, String status) {
        return """
                {"id":"%s","project_id":"floral-king-961888","branch_id":"br-bitter-sound-247814",
                "action":"create_branch","status":"%s","error":"no room","failures_count":0,
                "created_at":"2022-10-04T18:20:17Z","updated_at":"2022-10-04T18:20:18Z","total_duration_ms":100}""".formatted(id, status);
    }

    static String created(String id, String name) {
        return "{\"branch\":" + branch(id, name) + ",\"endpoints\":[],\"operations\":["
                + bareOperation("a07f8772-1877-4da9-a939-3a3ae62d1d8d", "running")
                + "],\"roles\":[],\"databases\":[]}";
    }

    static String error(String code, String message) {
        return "{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"request_id\":\"req-7\"}";
    }
}
