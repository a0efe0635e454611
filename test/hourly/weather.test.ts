/** Weather exports: headers as the publishers write them; hour h of the year carries h mod 900 as global irradiance. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codes, read, stamps } from './made-series.ts';

const hours = [...stamps(2023, 60)].map((t, h) => {
  const [year, month, day] = t.slice(0, 10).split('-') as [string, string, string];
  return { h, year, month, day, hour: Number(t.slice(11, 13)), ghi: h % 900 };
});
const n = (text: string) => Number(text);

const EPW_HEAD = [
  'LOCATION,Hanoi,-,VNM,made for a test,488200,21.02,105.80,7.0,6.0',
  'DESIGN CONDITIONS,0',
  'TYPICAL/EXTREME PERIODS,0',
  'GROUND TEMPERATURES,0',
  'HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0',
  'COMMENTS 1,made',
  'COMMENTS 2,made',
  'DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31',
];
// Months of a typical year come from different years.
const epw = (ghi: (h: number) => number | string = (h) => h % 900) => [
  ...EPW_HEAD,
  ...hours.map(
    (x) =>
      `${1990 + n(x.month)},${n(x.month)},${n(x.day)},${x.hour + 1},60,flags,25.5,20,80,100100,0,1415,400,${ghi(x.h)},10,20,0,0,0,0,90,2.5,5,5`,
  ),
];

describe('weather', () => {
  test('EPW: hours 1 to 24 end at their number, clock and place of the LOCATION line, 9999 is missing', () => {
    const { year, findings } = read(epw());
    expect(findings).toEqual([]);
    expect(year).toMatchObject({
      format: 'epw',
      leap: false,
      year: undefined,
      sunMinute: 30,
      site: { latitude: 21.02, longitude: 105.8, utcOffset: 7, elevation: 6 },
    });
    expect([0, 13, 8759].map((h) => year?.tracks.ghi?.[h])).toEqual([0, 13, 8759 % 900]);
    expect([
      year?.tracks.dni?.[7],
      year?.tracks.dhi?.[7],
      year?.tracks.temperature?.[7],
      year?.tracks.wind?.[7],
    ]).toEqual([10, 20, 25.5, 2.5]);
    const missing = read(epw((h) => (h === 40 ? 9999 : 1)));
    expect(missing.findings).toMatchObject([{ code: 'series_blank', row: 8 + 41, column: 'ghi' }]);
    const filled = read(
      epw((h) => (h === 40 ? 9999 : h % 24)),
      { fill: true },
    );
    expect(filled.year?.tracks.ghi?.[40]).toBe(16);
  });

  test('EPW made by PVGIS is in UTC, its sun at the moment of the image', () => {
    const text = epw();
    text[6] = 'COMMENTS 2,Irradiance Time Offset (h):-0.8239';
    expect(read(text).year).toMatchObject({ sunMinute: 11, site: { utcOffset: 0 } });
  });

  test('TMY3: 01:00 to 24:00 end at their label', () => {
    const text = [
      '723170,"GREENSBORO PIEDMONT TRIAD INT",NC,-5.0,36.100,-79.950,273',
      'Date (MM/DD/YYYY),Time (HH:MM),ETR (W/m^2),ETRN (W/m^2),GHI (W/m^2),GHI source,DNI (W/m^2),DNI source,DHI (W/m^2),DHI source,Dry-bulb (C),Dry-bulb source,Wspd (m/s),Wspd source',
      ...hours.map(
        (x) =>
          `${x.month}/${x.day}/${1980 + n(x.month)},${String(x.hour + 1).padStart(2, '0')}:00,0,0,${x.ghi},1,5,1,6,1,10.0,A,3.1,A`,
      ),
    ];
    const { year, findings } = read(text);
    expect(findings).toEqual([]);
    expect(year).toMatchObject({ format: 'tmy3', site: { utcOffset: -5, latitude: 36.1, longitude: -79.95 } });
    expect([0, 23, 8759].map((h) => year?.tracks.ghi?.[h])).toEqual([0, 23, 8759 % 900]);
  });

  test('NSRDB PSM: minute 30 is the middle of the hour; half hours hold at their labels', () => {
    const head = [
      'Source,Location ID,City,State,Country,Latitude,Longitude,Time Zone,Elevation,Local Time Zone,GHI Units',
      'NSRDB,1,-,-,-,21.02,105.8,7,6,7,w/m2',
      'Year,Month,Day,Hour,Minute,Temperature,DHI,DNI,GHI,Wind Speed',
    ];
    const rows = hours.map((x) => `2019,${n(x.month)},${n(x.day)},${x.hour},30,20,1,2,${x.ghi},3`);
    const whole = read([...head, ...rows]).year;
    expect(whole).toMatchObject({ format: 'psm', sunMinute: 30, site: { utcOffset: 7 } });
    expect([0, 23, 8759].map((h) => whole?.tracks.ghi?.[h])).toEqual([0, 23, 8759 % 900]);
    const halves = hours.flatMap((x) =>
      [0, 30].map((m) => `2019,${n(x.month)},${n(x.day)},${x.hour},${m},20,1,2,${m === 0 ? 100 : 200},3`),
    );
    const half = read([...head, ...halves]).year;
    expect(half).toMatchObject({ sunMinute: 15, stepMinutes: 30 });
    expect(half?.tracks.ghi?.[8000]).toBe(150);
  });

  test('PVGIS typical year: UTC, with its irradiance time offset; the legend below is no data', () => {
    const text = [
      'Latitude (decimal degrees):\t45.000',
      'Longitude (decimal degrees):\t8.000',
      'Elevation (m):\t250.0',
      'Irradiance Time Offset (h):\t0.1761',
      'month,year',
      '1,2018',
      'time(UTC),T2m,RH,G(h),Gb(n),Gd(h),IR(h),WS10m,WD10m,SP',
      ...hours.map(
        (x) =>
          `${2005 + n(x.month)}${x.month}${x.day}:${String(x.hour).padStart(2, '0')}00,2,94,${x.ghi},-0.0,5,283,0.75,257,99870`,
      ),
      'T2m: 2-m air temperature (degree Celsius)',
    ];
    const { year, findings } = read(text);
    expect(findings).toEqual([]);
    expect(year).toMatchObject({
      format: 'pvgis-tmy',
      sunMinute: 11,
      site: { utcOffset: 0, latitude: 45, longitude: 8 },
    });
    expect([0, 23, 8759].map((h) => year?.tracks.ghi?.[h])).toEqual([0, 23, 8759 % 900]);
    expect(Object.is(year?.tracks.dni?.[0], 0)).toBe(true);
  });

  test('PVGIS hourly: the parts in the plane are added, minutes are the moment of the sun', () => {
    const text = [
      'Latitude (decimal degrees):\t45.000',
      'Longitude (decimal degrees):\t8.000',
      'Nominal power of the PV system (c-Si) (kWp):\t2.0',
      'Slope: 30 deg. ',
      'time,P,Gb(i),Gd(i),Gr(i),H_sun,T2m,WS10m,Int',
      ...hours.map((x) => `2016${x.month}${x.day}:${String(x.hour).padStart(2, '0')}10,500.0,${x.ghi},1.5,0.5,0,3,1,0`),
    ];
    const { year } = read(text);
    expect(year).toMatchObject({ format: 'pvgis-hourly', sunMinute: 10, site: { capacityKw: 2 } });
    expect(year?.tracks.poa?.[77]).toBe(79);
    expect(year?.tracks.generation?.[77]).toBe(0.5);
  });

  test('PVWatts: the real export, to its own totals; the time zone comes from the longitude, which is said', () => {
    const text = readFileSync(new URL('../../fixtures/series/pvwatts-golden-co.csv', import.meta.url), 'utf8');
    const r = read(text);
    expect(codes(r)).toEqual(['series_clock_assumed']);
    expect(r.year?.site).toMatchObject({ latitude: 39.73, longitude: -105.18, capacityKw: 4, utcOffset: -7 });
    const sum = (track: 'dni' | 'dhi' | 'generation') => r.year?.tracks[track]?.reduce((a, b) => a + b, 0);
    // The line "Totals" of the file.
    expect([sum('dni'), sum('dhi')]).toEqual([2041421, 550373]);
    expect(sum('generation')).toBeCloseTo(6023.67124, 6);
    expect(codes(read(text, { utcOffset: -7 }))).toEqual([]);
  });

  test('negatives: the zero of an instrument is taken as 0 and said; more is refused', () => {
    const small = read(epw((h) => (h < 3 ? -2 : 1)));
    expect(small.findings).toMatchObject([
      { code: 'series_night_offset', severity: 'warning', row: 9, params: { count: 3, value: -2 } },
    ]);
    expect(small.year?.tracks.ghi?.[0]).toBe(0);
    expect(read(epw((h) => (h === 3 ? -200 : 1))).findings).toMatchObject([{ code: 'series_negative', row: 12 }]);
    expect(codes(read(epw((h) => (h === 3 ? 5000 : 1))))).toEqual(['series_implausible']);
  });
});
