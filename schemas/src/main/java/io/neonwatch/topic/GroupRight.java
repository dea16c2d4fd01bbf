package io.neonwatch.topic;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/** The right {@code READ} on a consumer group, which its members need. */
final class GroupRight {

    /** The name of no member. */
    private static final MemberToRemove NOBODY = new MemberToRemove("neonwatch-doctor-nobody");

    private GroupRight() {}

    static Right of(Admin admin, String group) throws InterruptedException, ExecutionException {
        try {
            Set<AclOperation> allowed = described(admin, group);
            if (allowed == null) return byRemovingNobody(admin, group);
            return allowed.contains(AclOperation.READ) ? new Right.Granted() : new Right.Refused();
        } catch (ExecutionException e) {
            return switch (PendingAnswer.reason(e)) {
                case GroupAuthorizationException _ -> new Right.Refused();
                // What may be done with a group is told of groups only that are there.
                case GroupIdNotFoundException _ -> byRemovingNobody(admin, group);
                default -> throw e;
            };
        }
    }

    private static @Nullable Set<AclOperation> described(Admin admin, String group)
            throws InterruptedException, ExecutionException {
        var options = new DescribeConsumerGroupsOptions()
                .timeoutMs(ClientSurvey.MILLIS)
                .includeAuthorizedOperations(true);
        var groups = admin.describeConsumerGroups(Set.of(group), options).describedGroups();
        return PendingAnswer.await(PendingAnswer.of(groups, group), ClientSurvey.MILLIS)
                .authorizedOperations();
    }

    /** A request that wants the same right, and that leaves everything as it is. */
    private static Right byRemovingNobody(Admin admin, String group) throws InterruptedException, ExecutionException {
        var options = new RemoveMembersFromConsumerGroupOptions(Set.of(NOBODY));
        options.timeoutMs(ClientSurvey.MILLIS);
        try {
            PendingAnswer.await(
                    admin.removeMembersFromConsumerGroup(group, options).memberResult(NOBODY), ClientSurvey.MILLIS);
            return new Right.Granted();
        } catch (ExecutionException e) {
            return switch (PendingAnswer.reason(e)) {
                case GroupAuthorizationException _ -> new Right.Refused();
                case UnknownMemberIdException _, GroupIdNotFoundException _ -> new Right.Granted();
                default -> throw e;
            };
        }
    }
}
