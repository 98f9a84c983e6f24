package com.experiture.emulator;

/**
 * A template of the Content Studio.
 *
 * @param id the id
 * @param name the name
 * @param channel the channel it is made for
 * @param published whether campaigns may use it
 */
record Template(String id, String name, String channel, boolean published) {

	Members json() {
		return new Members().with("id", this.id)
			.with("name", this.name)
			.with("status", new EnumText(this.published ? "published" : "draft"))
			.with("channel", new EnumText(this.channel));
	}

}
