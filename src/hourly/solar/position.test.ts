import { expect, test } from 'vitest';
import { sunAt, sunPath } from './position.ts';

const RAD = Math.PI / 180;
const days = (iso: string) => Date.parse(iso) / 86_400_000 - 10957.5;

test('the example of NREL’s Solar Position Algorithm (TP-560-34302, table A5.1)', () => {
  // 17 October 2003, 12:30:30 MST, 39.742476 N, 105.1786 W: zenith 50.11162°, azimuth 194.34024°.
  const sun = sunAt(days('2003-10-17T19:30:30Z'), 39.742476, -105.1786);
  expect(Math.abs(sun.apparentZenith - 50.11162)).toBeLessThan(0.02);
  expect(Math.abs(sun.azimuth - 194.34024)).toBeLessThan(0.02);
});

test('zenith angles of the NSRDB, which uses that algorithm: 40.53 N, 108.54 W, 2023, MST', () => {
  // "Solar Zenith Angle" of the PSM v4 file of location 401182.
  const printed: [string, number][] = [
    ['2023-01-01T09:00', 78.33],
    ['2023-01-01T11:00', 66.02],
    ['2023-01-01T12:00', 63.62],
    ['2023-01-01T14:00', 67.78],
    ['2023-12-31T17:00', 91.3],
    ['2023-12-31T23:30', 159.82],
  ];
  for (const [time, zenith] of printed) {
    const sun = sunAt(days(`${time}:00Z`) + 7 / 24, 40.53, -108.54);
    const shown = zenith > 80 ? sun.zenith : sun.apparentZenith;
    expect(Math.abs(shown - zenith), time).toBeLessThan(0.05);
  }
});

test('a year of hours is the same sun, at each hour', () => {
  const options = { latitude: -6.2, longitude: 106.8, utcOffset: 7, hours: 8784, year: 2024, minute: 30 };
  const path = sunPath(options);
  for (let h = 0; h < 8784; h += 7) {
    const sun = sunAt(days('2024-01-01T00:00:00Z') + (h + 0.5 - 7) / 24, -6.2, 106.8);
    const zenith = Math.acos(path.cosZenith[h] as number) / RAD;
    expect(Math.abs(zenith - sun.zenith), String(h)).toBeLessThan(0.005);
    const azimuth = (Math.atan2(path.west[h] as number, path.south[h] as number) / RAD + 540) % 360;
    const apart = Math.abs(azimuth - sun.azimuth) * Math.sin(sun.zenith * RAD);
    expect(Math.min(apart, 360 - apart)).toBeLessThan(0.005);
  }
});

test('noon at the equinox on the equator: overhead within the tilt of an hour', () => {
  const at = sunAt(days('2024-03-20T12:07:00Z'), 0, 0);
  expect(at.zenith).toBeLessThan(0.5);
});
