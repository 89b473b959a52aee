package io.anode4j.streaming.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.Channels;
import io.anode4j.streaming.record.ObservationDecoder;
import io.anode4j.streaming.record.SensorRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON of others, read by settings alone. */
class JsonMappingTest {
  private static final long AT = 1_700_000_000_123L;
  private static final Channels CHANNELS = Channels.of(List.of("temp", "vib"), false, true);

  private static ObservationDecoder decoder(String... settings) {
    Properties all = new Properties();
    all.put("bootstrap.servers", "b:1");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return StreamingConfig.of(all).newDecoder();
  }

  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static SensorRecord read(ObservationDecoder decoder, String json) {
    return decoder.decode(utf8(json), AT, CHANNELS);
  }

  /** As OPC UA publishers and the like write: everything nested, numbers as text. */
  @Test
  void nestedPlacesAndTextNumbers() {
    ObservationDecoder decoder =
        decoder(
            "json.time", "/head/time",
            "json.time.unit", "s",
            "json.sensor", "/head/device/id",
            "json.channels", "temp=/body/T1/value, vib=/body/rms/0",
            "json.text.numbers", "true");
    String json =
        "{'head':{'time':1700000000.25,'device':{'id':'pump-7'}},"
            + "'body':{'T1':{'value':'21.4','unit':'C'},'rms':[0.02,9],'odd':true}}";
    SensorRecord read = read(decoder, json);
    assertArrayEquals(new double[] {21.4, 0.02}, read.values());
    assertEquals(1_700_000_000_250_000_000L, read.nanos());
    assertEquals("pump-7", decoder.sensor(utf8(json)));
    assertArrayEquals(
        new double[] {Double.NaN, 0.02},
        read(decoder, "{'head':{'time':1700000001},'body':{'T1':null,'rms':[0.02]}}").values());
  }

  /** As SenML (RFC 8428) writes: an array with an entry for each channel. */
  @Test
  void arraysOfEntriesWithOtherNames() {
    ObservationDecoder decoder =
        decoder(
            "json.list", "/e",
            "json.list.name", "/n",
            "json.list.value", "/v",
            "json.aliases", "T1=temp,V1=vib");
    SensorRecord read = read(decoder, "{'e':[{'n':'V1','v':3},{'n':'T1','v':4.5}]}");
    assertArrayEquals(new double[] {4.5, 3}, read.values());
    assertEquals(AT * 1_000_000, read.nanos(), "the record's own time");
    assertNull(decoder.sensor(utf8("{}")), "the record's key");
    assertThrows(
        BadRecordException.class,
        () -> read(decoder, "{'e':[{'n':'T1','v':3},{'n':'temp','v':4}]}"),
        "twice");
    assertThrows(
        BadRecordException.class, () -> read(decoder, "{'e':[{'n':'other','v':3}]}"), "unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "s, 1700000000, 1700000000000000000",
    "s, 1700000000.123456789, 1700000000123456789",
    "ms, 1700000000123.5, 1700000000123500000",
    "us, 1700000000123456, 1700000000123456000",
    "ns, 1700000000123456789, 1700000000123456789",
    "ns, \"1700000000123456789\", 1700000000123456789",
    "ms, \"2023-11-14T22:13:20.000000001Z\", 1700000000000000001",
    "ms, null, 1700000000123000000",
  })
  void timesOfAnyUnit(String unit, String stated, long nanos) {
    ObservationDecoder decoder =
        decoder("json.time", "/t", "json.time.unit", unit, "json.values", "/v");
    assertEquals(nanos, read(decoder, "{'t':" + stated + ",'v':{'temp':1}}").nanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | SYNTAX",
        "{'v':{'temp':1}} {} | SYNTAX",
        "{'v':{'temp':1,'temp':2}} | SYNTAX",
        "7 | SCHEMA",
        "{'v':{'temp':1}} | TIME",
        "{'t':true,'v':{'temp':1}} | TIME",
        "{'t':1e999999999,'v':{'temp':1}} | TIME",
        "{'t':1e-999999999,'v':{'temp':1}} | TIME",
        "{'t':17,'v':{'temp':1}} | TIME",
        "{'t':'yesterday','v':{'temp':1}} | TIME",
        "{'t':1700000000123,'v':{'temp':'21'}} | VALUE",
        "{'t':1700000000123,'v':{'temp':[1]}} | VALUE",
        "{'t':1700000000123,'v':{'temp':1e60}} | VALUE",
        "{'t':1700000000123,'v':{'heat':1}} | UNKNOWN_FEATURE",
      })
  void refusesWhatItCannotRead(String json, BadRecordException.Reason reason) {
    ObservationDecoder decoder = decoder("json.time", "/t", "json.values", "/v");
    BadRecordException refused = assertThrows(BadRecordException.class, () -> read(decoder, json));
    assertEquals(reason, refused.reason(), refused::getMessage);
    assertTrue(String.valueOf(refused.getMessage()).contains("expected"), refused::getMessage);
  }

  @Test
  void refusesASensorWithoutName() {
    ObservationDecoder decoder = decoder("json.sensor", "/id", "json.values", "/v");
    for (String json : List.of("{'v':{}}", "{'id':''}", "{'id':null}", "{'id':{}}", "{'id':1.5}")) {
      BadRecordException refused =
          assertThrows(BadRecordException.class, () -> decoder.sensor(utf8(json)), json);
      assertEquals(BadRecordException.Reason.KEY, refused.reason());
    }
    assertEquals("12", decoder.sensor(utf8("{'id':12}")));
  }

  @ParameterizedTest
  @CsvSource({
    "json.time, t, json.time",
    "json.channels, temp, json.channels",
    "json.channels, temp=x, json.channels",
    "json.aliases, 'a=b,a=c', json.aliases",
    "json.time.unit, min, json.time.unit",
    "json.readings, /r, set json.time",
    "json.constants, speed=fast, no finite number",
    "channel.units, temp, channel.units",
    "decoder.class, io.anode4j.streaming.config.None, one of them",
  })
  void saysWhatCannotBe(String name, String value, String told) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> decoder("json.values", "/v", name, value));
    assertTrue(String.valueOf(refused.getMessage()).contains(told), refused::getMessage);
    assertThrows(ConfigurationException.class, () -> decoder("json.time", "/t"), "no values");
  }
}
