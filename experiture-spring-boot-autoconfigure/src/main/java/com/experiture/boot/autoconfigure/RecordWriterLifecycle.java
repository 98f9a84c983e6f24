package com.experiture.boot.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

import com.experiture.client.writer.RecordWriter;

/**
 * Drains the writers when the application stops. They stay open for later writes and for
 * a restart of the context, and close when the beans are destroyed.
 */
class RecordWriterLifecycle implements SmartLifecycle {

	// Stops after the sources of records: message listeners, the web server, and the
	// tasks of executors and schedulers.
	static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

	private static final Log logger = LogFactory.getLog(RecordWriterLifecycle.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile boolean running;

	RecordWriterLifecycle(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		// Writers that have not been created are not created here.
		Flux.fromArray(this.beanFactory.getBeanNamesForType(RecordWriter.class, false, false))
			.filter(this.beanFactory::containsSingleton)
			.flatMap(this::drain)
			.doFinally((signal) -> {
				this.running = false;
				callback.run();
			})
			.subscribe();
	}

	// Concurrently, since the writers share the timeout of the phase. A failure of one
	// does not affect the others.
	private Mono<Void> drain(String name) {
		return Mono.<Void>fromRunnable(() -> this.beanFactory.getBean(name, RecordWriter.class).drain())
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorResume((failure) -> {
				logger.warn("The record writer '" + name + "' could not be drained", failure);
				return Mono.empty();
			});
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// A pause of the context does not end the application.
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
