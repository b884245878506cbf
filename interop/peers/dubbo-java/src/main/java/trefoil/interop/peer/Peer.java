package trefoil.interop.peer;

import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.MetricsConfig;
import org.apache.dubbo.config.ModuleConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/** What both programs share: a Dubbo application without a registry or any listener of its own. */
final class Peer {
    /** The name that the launcher's hosts file gives the loopback address. */
    static final String HOST = "lo.peer";

    static final int MESSAGE_LIMIT = 4 * 1024 * 1024;

    private Peer() {}

    static DubboBootstrap bootstrap(String name) {
        ApplicationConfig application = new ApplicationConfig(name);
        application.setQosEnable(false);
        application.setRegisterMode("interface");
        MetricsConfig metrics = new MetricsConfig();
        metrics.setEnableJvm(false);
        metrics.setEnableRegistry(false);
        metrics.setEnableMetadata(false);
        metrics.setEnableRpc(false);
        metrics.setUseGlobalRegistry(false);
        ModuleConfig module = new ModuleConfig();
        module.setBackground(false);
        return DubboBootstrap.getInstance()
                .application(application)
                .module(module)
                .metrics(metrics)
                .registry(new RegistryConfig("N/A"));
    }
}
