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
 * Drains the writers when the application stops. They stay open for what is written even
 * later, and for an application that starts again; the end of the beans closes them.
 */
class RecordWriterLifecycle implements SmartLifecycle {

	// Before it, what brings records stops: message listeners, the web server, and the
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
		// A writer that nobody asked for is not made in order to be drained.
		Flux.fromArray(this.beanFactory.getBeanNamesForType(RecordWriter.class, false, false))
			.filter(this.beanFactory::containsSingleton)
			.flatMap(this::drain)
			.doFinally((signal) -> {
				this.running = false;
				callback.run();
			})
			.subscribe();
	}

	// At once, since they share the time of the phase. Whatever a writer of the
	// application's own does, the others are drained.
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

	// What pauses is not about to end.
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
