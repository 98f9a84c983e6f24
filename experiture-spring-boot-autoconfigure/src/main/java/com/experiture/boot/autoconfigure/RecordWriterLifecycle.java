package com.experiture.boot.autoconfigure;

import reactor.core.publisher.Flux;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

import com.experiture.client.records.RecordWriter;

/**
 * Drains the writers when the application stops.
 */
final class RecordWriterLifecycle implements SmartLifecycle {

	// Before it, what brings records stops: message listeners and the web server.
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private final ListableBeanFactory beanFactory;

	private volatile boolean running;

	RecordWriterLifecycle(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		Flux.fromIterable(this.beanFactory.getBeansOfType(RecordWriter.class, false, false).values())
			.flatMap((writer) -> writer.reactive().close())
			.doFinally((signal) -> {
				this.running = false;
				callback.run();
			})
			.subscribe();
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

	@Override
	public int getPhase() {
		return PHASE;
	}

}
