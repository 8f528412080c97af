package mando.deploy.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.tinylog.Logger;

/** The signal HUP, by which a daemon is asked to read its configuration again ({@code systemctl reload}). */
final class Hangup {

    private Hangup() {}

    /** Does something at each signal from now on, on a thread of its own. */
    static void handle(Runnable action) {
        // By name: there is no other way to hear a signal, and the compiler warns of this one wherever it is written.
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class)).bindTo(action);
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance("HUP"),
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal)));
        } catch (ReflectiveOperationException e) {
            Logger.warn(e,
                    "This Java does not hear the signal HUP: the configuration is read again when its file changes");
        }
    }
}
