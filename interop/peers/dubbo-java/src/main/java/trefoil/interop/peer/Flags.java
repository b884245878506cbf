package trefoil.interop.peer;

/** The flags that every peer of the matrix takes; null and 0 stand for those not given. */
record Flags(int port, String group, String version, String only) {

    static Flags parse(String[] args, boolean client) {
        int port = -1;
        String group = null;
        String version = null;
        String only = null;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw usage("no value after " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--port" -> {
                    try {
                        port = Integer.parseInt(value);
                    } catch (NumberFormatException e) {
                        throw usage("not a port: " + value);
                    }
                }
                case "--group" -> group = value.isEmpty() ? null : value;
                case "--version" -> version = value.isEmpty() ? null : value;
                case "--case" -> {
                    if (!client) {
                        throw usage("only the client takes --case");
                    }
                    only = value;
                }
                default -> throw usage("unknown flag " + args[i]);
            }
        }
        if (port < 0 || port > 65535 || (client && port == 0)) {
            throw usage("--port P is needed");
        }
        return new Flags(port, group, version, only);
    }

    private static RuntimeException usage(String what) {
        System.err.println("dubbo-java peer: " + what);
        System.exit(2);
        return new IllegalArgumentException(what);
    }
}
