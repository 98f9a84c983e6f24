package com.experiture.emulator.internal.upload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The places that files can be uploaded to, by import job.
 */
public final class UploadSlots {

	private final Map<String, UploadSlot> slots = new ConcurrentHashMap<>();

	public void add(UploadSlot slot) {
		this.slots.put(slot.jobId(), slot);
	}

	/**
	 * Close all slots and forget them.
	 */
	public void clear() {
		this.slots.values().forEach(UploadSlot::close);
		this.slots.clear();
	}

	@Nullable UploadSlot find(String jobId) {
		return this.slots.get(jobId);
	}

}
