package io.callwarden.cli;

import io.callwarden.ReloadListener;
import io.callwarden.log.LogConfig;
import io.callwarden.log.StderrLogging;
import io.callwarden.service.ServiceManager;

/** Tells the service manager that the configuration is being read anew, and follows what it says of the log. */
record ServiceReloads(ServiceManager manager) implements ReloadListener {
    @Override
    public void begins() {
        manager.reloading();
    }

    @Override
    public void ends() {
        manager.reloaded();
    }

    @Override
    public void log(LogConfig config) {
        StderrLogging.use(config);
    }
}
