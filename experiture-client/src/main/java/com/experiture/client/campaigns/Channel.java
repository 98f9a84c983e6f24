package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * The channel of messages. The API may add channels: any text is one.
 *
 * @param value the channel as the API writes it
 */
public record Channel(@JsonValue String value) {

	/** E-mail (documented). */
	public static final Channel EMAIL = new Channel("email");

	/** Text messages (documented). */
	public static final Channel SMS = new Channel("sms");

	/** Push notifications (documented). */
	public static final Channel PUSH = new Channel("push");

	/** Letters (documented). */
	public static final Channel DIRECT_MAIL = new Channel("direct_mail");

	/**
	 * Create a channel.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public Channel {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
