package io.neonwatch.topic;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The rights to create a topic, or if it is there to read and write it. */
final class OwnTopicRight {

    private OwnTopicRight() {}

    static Right of(Admin admin, String topic) throws InterruptedException, ExecutionException {
        var options =
                new DescribeTopicsOptions().timeoutMs(ClientSurvey.MILLIS / 2).includeAuthorizedOperations(true);
        var topics = admin.describeTopics(List.of(topic), options).topicNameValues();
        try {
            Set<AclOperation> allowed = PendingAnswer.await(PendingAnswer.of(topics, topic), ClientSurvey.MILLIS / 2)
                    .authorizedOperations();
            boolean enough = allowed == null || allowed.containsAll(Set.of(AclOperation.READ, AclOperation.WRITE));
            return enough ? new Right.Granted() : new Right.Refused();
        } catch (ExecutionException e) {
            return switch (PendingAnswer.reason(e)) {
                case UnknownTopicOrPartitionException _ -> byCreation(admin, topic);
                case AuthorizationException _ -> new Right.Refused();
                default -> throw e;
            };
        }
    }

    /** Nothing is created. */
    private static Right byCreation(Admin admin, String topic) throws InterruptedException, ExecutionException {
        var wanted = List.of(new NewTopic(topic, Optional.empty(), Optional.empty()));
        var options =
                new CreateTopicsOptions().timeoutMs(ClientSurvey.MILLIS / 2).validateOnly(true);
        try {
            PendingAnswer.await(admin.createTopics(wanted, options).all(), ClientSurvey.MILLIS / 2);
            return new Right.Granted();
        } catch (ExecutionException e) {
            return switch (PendingAnswer.reason(e)) {
                case AuthorizationException _ -> new Right.Refused();
                // Somebody was faster.
                case TopicExistsException _ -> new Right.Granted();
                default -> throw e;
            };
        }
    }
}
