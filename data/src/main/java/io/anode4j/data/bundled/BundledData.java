package io.anode4j.data.bundled;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.csv.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Irregular series that come with the library: three of measurements, one simulated. */
public enum BundledData {
  /**
   * Six stations of San Francisco Bay, 1985 to 2004: temperature, salinity, oxygen and chlorophyll
   * of the water, measured on cruises that were 2 to 106 days apart.
   *
   * <p>Made for a latent ODE: the year's course and the state of the estuary have to be read from
   * unevenly spaced, partly missing values. The year-ago value is a good forecast of temperature
   * and a poor one of chlorophyll; the mean is the other way round.
   */
  SAN_FRANCISCO_BAY(
      "san-francisco-bay.csv",
      "Water of San Francisco Bay",
      "temperature (°C), salinity (psu), dissolved oxygen (mg/L) and chlorophyll a (mg/m³) near the"
          + " surface at six stations, 1985 to 2004, on cruises 2 to 106 days apart",
      "U.S. Geological Survey; public domain"),

  /**
   * Hourly temperature, dew point, wind and pressure at the airports EWR, JFK and LGA in 2013, with
   * missing hours and a tenth of the pressures missing.
   *
   * <p>The day's course, the weather that passes through, and what the channels tell of each other:
   * neither the last value nor that of a day ago knows all of it.
   */
  NEW_YORK_WEATHER(
      "new-york-weather.csv.gz",
      "Weather of New York",
      "hourly temperature (°C), dew point (°C), wind (m/s) and pressure (hPa) at three airports,"
          + " 2013, with gaps",
      "U.S. National Weather Service and FAA, by way of the R package nycflights13; public domain"
          + " (CC0)"),

  /**
   * Carbon dioxide at Mauna Loa, weekly means from 1958 to 2001 with gaps: one channel, a season on
   * a rising trend.
   */
  MAUNA_LOA_CO2(
      "mauna-loa-co2.csv",
      "Carbon dioxide at Mauna Loa",
      "weekly means of atmospheric carbon dioxide (ppmv), 1958 to 2001, with weeks missing",
      "C. D. Keeling and T. P. Whorf, Scripps Institution of Oceanography; public domain"),

  /**
   * Four hundred simulated springs that swing out, three in ten of them worn: the column {@code
   * state} says which, {@code part} which are for training and which for a test.
   *
   * <p>Made for classification: the two differ in how fast they swing, of which mean, range and
   * last value show little.
   */
  WORN_SPRINGS(
      "worn-springs.csv.gz",
      "Worn springs",
      "place and speed of 400 simulated springs at 12 to 24 irregular times each, with labels:"
          + " sound or worn",
      "simulated by WornSprings of this library; public domain (CC0)");

  private final String fileName;
  private final String title;
  private final String description;
  private final String credit;

  BundledData(String fileName, String title, String description, String credit) {
    this.fileName = fileName;
    this.title = title;
    this.description = description;
    this.credit = credit;
  }

  /**
   * A short name, as in its file's name.
   *
   * @return such as {@code mauna-loa-co2}
   */
  public String id() {
    return fileName.substring(0, fileName.indexOf('.'));
  }

  /**
   * The name of its CSV file.
   *
   * @return such as {@code mauna-loa-co2.csv}; ends in {@code .gz} if the file is compressed
   */
  public String fileName() {
    return fileName;
  }

  /**
   * A heading.
   *
   * @return a few words
   */
  public String title() {
    return title;
  }

  /**
   * What was measured, in which units, where and when.
   *
   * @return one line
   */
  public String description() {
    return description;
  }

  /**
   * Who measured it, and the terms of use.
   *
   * @return one line
   */
  public String credit() {
    return credit;
  }

  /**
   * Reads the series.
   *
   * @return all series and channels
   */
  public SeriesSet load() {
    return CsvReader.detect().load(fileName, open()).series();
  }

  /**
   * Opens the CSV file.
   *
   * @return its bytes, for the caller to close
   */
  public InputStream open() {
    InputStream in = BundledData.class.getResourceAsStream(fileName);
    if (in == null) {
      throw new IllegalStateException(
          "no %s beside the classes; expected it in the library's jar; build or download it again"
              .formatted(fileName));
    }
    return in;
  }

  /**
   * Copies the CSV file into a folder, over an existing one.
   *
   * @param folder an existing folder
   * @return the file in it
   * @throws IOException if it cannot be written
   */
  public Path copyTo(Path folder) throws IOException {
    Path file = folder.resolve(fileName);
    try (InputStream in = open()) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
