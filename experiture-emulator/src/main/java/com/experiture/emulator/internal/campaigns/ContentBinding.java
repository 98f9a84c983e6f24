package com.experiture.emulator.internal.campaigns;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * Reads the content that is bound to a campaign.
 */
public final class ContentBinding {

	private final TemplateStore templates;

	public ContentBinding(TemplateStore templates) {
		this.templates = templates;
	}

	/**
	 * Read the content.
	 * @param body the content
	 * @param channel the campaign's channel
	 * @param seed whether it is part of the campaign's creation; then the template can be
	 * missing
	 * @return the content
	 */
	JsonObject read(BodyReader body, String channel, boolean seed) {
		body.only("templateId", "senderProfileId", "subjectLine");
		JsonObject content = new JsonObject();
		if (!seed || body.has("templateId")) {
			content.with("templateId", template(body, channel).id());
		}
		// Only e-mails have a subject line; in other channels it is ignored (documented).
		return content.withIfPresent("senderProfileId", body.optionalText("senderProfileId"))
			.withIfPresent("subjectLine", channel.equals("email") ? body.optionalText("subjectLine") : null);
	}

	private ContentTemplate template(BodyReader body, String channel) {
		ContentTemplate template = this.templates.get(body.text("templateId", 1, Integer.MAX_VALUE), channel);
		if (!template.published()) {
			throw ApiProblem.campaign("TEMPLATE_NOT_PUBLISHED", "The template is not published");
		}
		if (!template.channel().equals(channel)) {
			throw ApiProblem.invalid("The template is made for another channel", body.path("templateId"),
					template.id());
		}
		return template;
	}

}
