package com.experiture.emulator.internal.campaigns;

import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * A template of the Content Studio.
 *
 * @param id the id
 * @param name the name
 * @param channel the channel of the template
 * @param published whether campaigns can use it
 */
public record ContentTemplate(String id, String name, String channel, boolean published) {

	JsonObject json() {
		return new JsonObject().with("id", this.id)
			.with("name", this.name)
			.with("status", new EnumText(this.published ? "published" : "draft"))
			.with("channel", new EnumText(this.channel));
	}

}
