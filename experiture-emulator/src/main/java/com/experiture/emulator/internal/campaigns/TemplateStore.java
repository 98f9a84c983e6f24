package com.experiture.emulator.internal.campaigns;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates of the workspace.
 */
public final class TemplateStore {

	private final Map<String, ContentTemplate> templates = new ConcurrentHashMap<>();

	public void add(ContentTemplate template) {
		this.templates.put(template.id(), template);
	}

	public void clear() {
		this.templates.clear();
	}

	boolean isDefined(String id) {
		return this.templates.containsKey(id);
	}

	/**
	 * Return a template. One that is not defined can be bound, as if it were published
	 * and made for the channel of the campaign; the preflight reports it.
	 * @param id the template's id
	 * @param channel the campaign's channel
	 * @return the template
	 */
	ContentTemplate get(String id, String channel) {
		return this.templates.getOrDefault(id, new ContentTemplate(id, id, channel, true));
	}

}
