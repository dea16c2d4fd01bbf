package io.neonwatch.collector.sampling;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that counts and times the statements that are executed over it; all else goes through as it is. */
final class CountedConnection {

    private CountedConnection() {}

    static Connection of(Connection connection, OwnCost cost) {
        return proxy(Connection.class, (_, method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement) return counted(PreparedStatement.class, statement, cost);
            if (result instanceof Statement statement) return counted(Statement.class, statement, cost);
            return result;
        });
    }

    private static <S extends Statement> S counted(Class<S> type, S statement, OwnCost cost) {
        return proxy(type, (_, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                Object result = call(statement, method, arguments);
                if (method.getName().equals("getMoreResults") && Boolean.TRUE.equals(result)) cost.anotherResult();
                return result;
            }
            long start = System.nanoTime();
            try {
                return call(statement, method, arguments);
            } finally {
                cost.executed(System.nanoTime() - start);
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
