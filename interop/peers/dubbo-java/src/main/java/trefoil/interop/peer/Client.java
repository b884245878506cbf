package trefoil.interop.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

import trefoil.interop.peer.nobody.Nobody;
import trefoil.interop.v1.Interop;

/** client --port P [--group G --version V] [--case NAME] */
public final class Client {
    private static final long CASE_MILLIS = 18_000;

    private Client() {}

    public static void main(String[] args) throws Exception {
        Flags flags = Flags.parse(args, true);
        ReferenceConfig<Interop> interop = reference(flags, Interop.class, Interop.SERVICE_NAME);
        ReferenceConfig<Nobody> noMethod = reference(flags, Nobody.class, Interop.SERVICE_NAME);
        ReferenceConfig<Nobody> noService = reference(flags, Nobody.class, Nobody.SERVICE_NAME);
        DubboBootstrap bootstrap = Peer.bootstrap("interop-client");
        bootstrap.start();
        Cases cases = new Cases(interop.get(), noMethod.get(), noService.get());

        Map<String, Cases.Case> all = cases.all();
        List<String> names = new ArrayList<>(all.keySet());
        if (flags.only() != null) {
            if (!all.containsKey(flags.only())) {
                System.err.println("dubbo-java peer: no case " + flags.only());
                Runtime.getRuntime().halt(2);
            }
            names = List.of(flags.only());
        }
        boolean failed = false;
        for (String name : names) {
            String outcome = outcome(all.get(name));
            failed |= outcome.startsWith("fail");
            System.out.println(name + "\t" + outcome);
            System.out.flush();
        }
        // Dubbo's threads and its orderly end are of no use here.
        Runtime.getRuntime().halt(failed ? 1 : 0);
    }

    private static <T> ReferenceConfig<T> reference(Flags flags, Class<T> type, String path) {
        ReferenceConfig<T> reference = new ReferenceConfig<>();
        reference.setInterface(type);
        reference.setUrl("tri://" + Peer.HOST + ":" + flags.port() + "/" + path);
        reference.setGroup(flags.group());
        reference.setVersion(flags.version());
        reference.setTimeout(15_000);
        reference.setRetries(0);
        reference.setCheck(false);
        return reference;
    }

    /** Each case has a thread of its own: Dubbo's contexts are the thread's, and a case that hangs is left behind. */
    private static String outcome(Cases.Case one) throws InterruptedException {
        String[] outcome = {"fail\tnot done after " + CASE_MILLIS + " ms"};
        Thread thread = new Thread(() -> {
            String line;
            try {
                one.run();
                line = "pass";
            } catch (Cases.NotApplicable e) {
                line = "n/a\t" + e.getMessage();
            } catch (Cases.Wrong e) {
                line = "fail\t" + e.getMessage();
            } catch (Throwable e) {
                line = "fail\t" + e;
            }
            synchronized (outcome) {
                outcome[0] = line;
            }
        });
        thread.setDaemon(true);
        thread.start();
        thread.join(CASE_MILLIS);
        synchronized (outcome) {
            String line = outcome[0];
            int tab = line.indexOf('\t');
            return tab < 0 ? line : line.substring(0, tab + 1) + line.substring(tab + 1).replaceAll("\\s+", " ");
        }
    }
}
