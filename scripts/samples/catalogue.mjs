/**
 * The sample photographer's years: one entry a trip, one line a photo. A line is
 * [scene, seed, options, shape, title, keywords]. Shapes are width:height.
 */

const CAMERAS = {
  r6: { make: 'Canon', model: 'Canon EOS R6', lens: 'RF24-105mm F4 L IS USM', prefix: 'IMG_', focal: [24, 105] },
  z7: {
    make: 'NIKON CORPORATION',
    model: 'NIKON Z 7_2',
    lens: 'NIKKOR Z 14-30mm f/4 S',
    prefix: 'DSC_',
    focal: [14, 30],
  },
  a7: { make: 'SONY', model: 'ILCE-7M4', lens: 'FE 70-200mm F4 Macro G OSS II', prefix: 'DSC0', focal: [70, 200] },
  xt: { make: 'FUJIFILM', model: 'X-T5', lens: 'XF16-55mmF2.8 R LM WR', prefix: 'DSCF', focal: [16, 55] },
  phone: {
    make: 'Google',
    model: 'Pixel 8 Pro',
    lens: 'Pixel 8 Pro back camera 6.9mm f/1.68',
    prefix: 'PXL_',
    focal: [7, 7],
  },
  drone: { make: 'DJI', model: 'FC3582', lens: '24.0 mm f/1.7', prefix: 'DJI_', focal: [24, 24] },
};

const TRIPS = [
  {
    place: ['Lofoten', 'Norway', 68.2, 14.1, '+01:00'],
    date: '2019-02-16T17:40',
    camera: 'z7',
    photos: [
      ['nightSky', 92, { aurora: {} }, '3:2', 'Aurora over the ridge', ['aurora', 'night', 'winter']],
      [
        'nightSky',
        194,
        { aurora: { low: '#6dffb0', high: '#c04dff' }, peaks: 0.42, treeSize: 0.06 },
        '2:3',
        'Curtains of green',
        ['aurora', 'night'],
      ],
      [
        'mountains',
        14,
        { light: 'noon', lake: true, snowLine: 0.12, treeLine: 0.08, cover: 0.5 },
        '3:2',
        'Fjord, first light on the snow',
        ['fjord', 'mountains', 'winter', 'reflection'],
      ],
      [
        'mountains',
        15,
        { light: 'dawn', snowLine: 0.1, treeLine: 0.06 },
        '16:9',
        'Blue morning',
        ['mountains', 'winter', 'dawn'],
      ],
    ],
  },
  {
    place: ['Schwarzwald', 'Germany', 48.05, 8.2, '+02:00'],
    date: '2019-10-12T08:20',
    camera: 'xt',
    photos: [
      ['forest', 101, {}, '3:2', 'Beeches in October', ['forest', 'autumn', 'light']],
      ['forest', 103, { look: 'autumn' }, '2:3', 'Path of leaves', ['forest', 'autumn']],
      ['forest', 102, { look: 'fog' }, '3:2', 'Fog between the trunks', ['forest', 'fog']],
      ['mistyRidges', 81, {}, '16:9', 'Ridges at dawn', ['mist', 'hills', 'dawn']],
      ['mistyRidges', 83, { look: 'green' }, '4:3', 'After the rain', ['mist', 'forest']],
    ],
  },
  {
    place: ['Val d’Orcia', 'Italy', 43.06, 11.6, '+02:00'],
    date: '2020-06-07T19:30',
    camera: 'r6',
    photos: [
      ['hills', 21, {}, '3:2', 'Evening over the fields', ['hills', 'fields', 'golden hour']],
      ['hills', 23, { light: 'dawn' }, '16:9', 'Before the sun', ['hills', 'dawn']],
      [
        'hills',
        24,
        { fields: ['#a98f45', '#c2a552', '#8a7a3c', '#b89a4c', '#7a7a3c'] },
        '3:2',
        'Barley',
        ['hills', 'fields', 'summer'],
      ],
      ['flower', 122, { kind: 'sunflower' }, '3:2', 'Sunflower', ['flower', 'macro', 'summer']],
      ['flower', 126, { kind: 'sunflower', size: 0.4, x: 0.5 }, '2:3', 'The tallest one', ['flower', 'summer']],
    ],
  },
  {
    place: ['Milos', 'Greece', 36.68, 24.42, '+03:00'],
    date: '2020-08-22T18:50',
    camera: 'drone',
    photos: [
      ['shoreFromAbove', 61, {}, '4:3', 'The far beach', ['beach', 'aerial', 'sea', 'summer']],
      [
        'shoreFromAbove',
        62,
        { angle: 0.9, water: ['#0a3f5e', '#157a8c', '#4fc0b8', '#bfe6d0'], sand: '#d9c3a0' },
        '4:3',
        'Cove',
        ['beach', 'aerial', 'sea'],
      ],
      [
        'shoreFromAbove',
        64,
        { angle: -1.3, palms: false, sand: '#cdb598', shift: 0.45 },
        '16:9',
        'Where the sand ends',
        ['aerial', 'sea'],
      ],
      ['sea', 51, {}, '3:2', 'Last minute of the day', ['sea', 'sunset']],
      [
        'sea',
        55,
        { look: 'gold', boat: 0.36, sunX: 0.62, land: { from: 0.7, to: 1.2, height: 0.16 } },
        '3:2',
        'Home before dark',
        ['sea', 'sunset', 'boat'],
      ],
    ],
  },
  {
    place: ['New York', 'United States', 40.7, -74.01, '-04:00'],
    date: '2021-09-18T19:05',
    camera: 'a7',
    photos: [
      ['city', 111, {}, '3:2', 'Skyline at dusk', ['city', 'skyline', 'dusk', 'reflection']],
      ['city', 112, { look: 'night', exposure: 2 }, '16:9', 'Lights on the river', ['city', 'skyline', 'night']],
      ['city', 113, { look: 'dawn' }, '3:2', 'Morning ferry', ['city', 'skyline', 'dawn']],
      ['city', 114, { look: 'blue', tall: 0.44 }, '2:3', 'Blue hour', ['city', 'night', 'skyline']],
      ['rainOnGlass', 131, {}, '3:2', 'Cab window', ['city', 'rain', 'night', 'bokeh']],
    ],
  },
  {
    place: ['Erg Chebbi', 'Morocco', 31.15, -3.98, '+01:00'],
    date: '2022-03-03T17:15',
    camera: 'r6',
    photos: [
      ['dunes', 31, {}, '3:2', 'Crests', ['desert', 'dunes', 'golden hour']],
      ['dunes', 33, { sand: '#d19a68', cover: 0.4 }, '16:9', 'The long way back', ['desert', 'dunes']],
      ['dunes', 36, { light: 'dawn', sand: '#c4865a' }, '2:3', 'First shadow', ['desert', 'dunes', 'dawn']],
      [
        'nightSky',
        95,
        { tent: 0.55, treeSize: 0.01, peaks: 0.1, zenith: '#0a1026', glow: '#3a3450' },
        '3:2',
        'Camp',
        ['stars', 'night', 'desert', 'milky way'],
      ],
      ['canyon', 41, {}, '3:2', 'Gorge', ['canyon', 'rock']],
    ],
  },
  {
    place: ['Zermatt', 'Switzerland', 46.02, 7.75, '+02:00'],
    date: '2022-07-19T06:40',
    camera: 'z7',
    photos: [
      ['mountains', 13, { light: 'golden' }, '3:2', 'Above the tree line', ['mountains', 'alps', 'golden hour']],
      ['mountains', 11, { relief: 0.52 }, '3:2', 'The horn', ['mountains', 'alps', 'summit']],
      [
        'mountains',
        17,
        { light: 'overcast', cover: 0.7, haze: 0.5, snowLine: 0.16 },
        '16:9',
        'Weather coming in',
        ['mountains', 'clouds'],
      ],
      [
        'mountains',
        18,
        { light: 'noon', lake: true, ripple: 0.12 },
        '2:3',
        'Riffelsee',
        ['mountains', 'lake', 'reflection'],
      ],
      ['flower', 125, { kind: 'anemone' }, '3:2', 'Pasque flower', ['flower', 'macro', 'alps']],
    ],
  },
  {
    place: ['Home garden', 'Netherlands', 52.09, 5.12, '+02:00'],
    date: '2023-05-14T10:10',
    camera: 'xt',
    photos: [
      ['flower', 121, {}, '3:2', 'Daisy', ['flower', 'macro', 'garden', 'spring']],
      ['flower', 123, { kind: 'dahlia' }, '1:1', 'Dahlia', ['flower', 'macro', 'garden']],
      ['flower', 124, { kind: 'cosmos' }, '4:3', 'Cosmos', ['flower', 'macro', 'garden']],
      ['leaf', 141, {}, '3:2', 'Against the light', ['leaf', 'macro', 'green']],
      [
        'leaf',
        143,
        { tones: ['#7a1f0e', '#d8612a', '#ffd27a'], angle: 0.7 },
        '2:3',
        'October leaf',
        ['leaf', 'macro', 'autumn'],
      ],
      ['forest', 106, { look: 'summer' }, '3:2', 'Sunday walk', ['forest', 'light', 'summer']],
    ],
  },
  {
    place: ['Nazaré', 'Portugal', 39.6, -9.07, '+00:00'],
    date: '2023-11-25T16:55',
    camera: 'a7',
    photos: [
      [
        'sea',
        58,
        { look: 'storm', cover: 0.85, glow: 0.3, sunSize: 0, swell: 1.5, foam: 0.7 },
        '3:2',
        'Swell',
        ['sea', 'storm', 'waves'],
      ],
      ['sea', 54, { look: 'pastel' }, '16:9', 'Calm after', ['sea', 'sunset']],
      [
        'sea',
        57,
        { look: 'fire', cover: 0.7, land: { from: -0.3, to: 0.42, height: 0.3 } },
        '3:2',
        'The cape',
        ['sea', 'sunset', 'coast'],
      ],
      [
        'sea',
        52,
        { look: 'blue', swell: 1.3, foam: 0.5, sunSize: 0, sunElevation: 0.6, cover: 0.55 },
        '4:3',
        'Noon',
        ['sea', 'waves'],
      ],
    ],
  },
  {
    place: ['Yosemite', 'United States', 37.74, -119.57, '-07:00'],
    date: '2024-05-04T20:30',
    camera: 'r6',
    photos: [
      ['mistyRidges', 82, { look: 'rose' }, '3:2', 'Smoke and distance', ['mist', 'hills', 'sunset']],
      ['mistyRidges', 85, { look: 'gold', sunSize: 0.045 }, '16:9', 'Layers', ['mist', 'hills', 'sunset']],
      ['nightSky', 91, {}, '3:2', 'Milky Way', ['stars', 'night', 'milky way']],
      ['nightSky', 97, { peaks: 0.5, treeSize: 0.2 }, '2:3', 'Three in the morning', ['stars', 'night', 'milky way']],
      [
        'mountains',
        19,
        { light: 'golden', snowLine: 0.34, rock: [0.3, 0.28, 0.26] },
        '3:2',
        'Granite',
        ['mountains', 'golden hour'],
      ],
    ],
  },
  {
    place: ['Moab', 'United States', 38.57, -109.55, '-06:00'],
    date: '2024-05-09T07:05',
    camera: 'r6',
    photos: [
      ['canyon', 43, { light: 'noon' }, '3:2', 'Mesa', ['canyon', 'rock', 'desert']],
      ['canyon', 46, { light: 'dawn' }, '16:9', 'Sunrise point', ['canyon', 'dawn']],
      [
        'nightSky',
        99,
        { treeSize: 0.015, peaks: 0.28, town: '#4a2f20' },
        '3:2',
        'No towns for miles',
        ['stars', 'night', 'desert'],
      ],
    ],
  },
  {
    place: ['Hokkaido', 'Japan', 43.3, 142.6, '+09:00'],
    date: '2025-01-28T09:45',
    camera: 'phone',
    photos: [
      ['forest', 107, { look: 'winter', thin: 0.35 }, '3:4', 'Birches in snow', ['forest', 'winter', 'snow']],
      ['mistyRidges', 87, { look: 'blue', layers: 6 }, '4:3', 'Minus eighteen', ['winter', 'mist']],
      [
        'mountains',
        22,
        { light: 'dawn', snowLine: 0.04, treeLine: 0.01 },
        '4:3',
        'Volcano',
        ['mountains', 'snow', 'winter'],
      ],
      [
        'city',
        117,
        { look: 'night', tall: 0.2, exposure: 2, centre: 0.3 },
        '4:3',
        'Otaru canal',
        ['city', 'night', 'reflection'],
      ],
      [
        'rainOnGlass',
        134,
        { tones: ['#ffb45a', '#ff6a3d', '#ffd9a0', '#9a7dff', '#5ac8ff'] },
        '3:4',
        'Last tram',
        ['city', 'night', 'bokeh'],
      ],
    ],
  },
  {
    place: ['Île de Ré', 'France', 46.2, -1.4, '+02:00'],
    date: '2025-07-12T21:20',
    camera: 'phone',
    photos: [
      [
        'sea',
        60,
        { look: 'pastel', boat: 0.66, cover: 0.35 },
        '4:3',
        'Evening sail',
        ['sea', 'sunset', 'boat', 'summer'],
      ],
      [
        'shoreFromAbove',
        66,
        { angle: 0.3, sand: '#e8d9b8', water: ['#27557a', '#3f8aa0', '#7fc4bc', '#cfe6d4'] },
        '16:9',
        'Low tide',
        ['beach', 'sea', 'summer'],
      ],
      ['flower', 129, { kind: 'cosmos', x: 0.36 }, '4:3', 'By the door', ['flower', 'summer']],
    ],
  },
];

/** Flat list of photos, each with everything needed to render, name and describe it. */
export function catalogue() {
  let number = 1041;
  return TRIPS.flatMap((trip) =>
    trip.photos.map(([scene, seed, options, shape, title, keywords], index) => {
      number += 7 + ((seed * 13) % 31);
      const [city, country, latitude, longitude, offset] = trip.place;
      const camera = CAMERAS[trip.camera];
      const taken = new Date(`${trip.date}:00Z`);
      taken.setUTCMinutes(taken.getUTCMinutes() + index * 17 + (seed % 11), (seed * 29) % 60);
      const dark = ['nightSky', 'rainOnGlass'].includes(scene) || options.look === 'night';
      return {
        scene,
        seed,
        options,
        shape,
        title,
        keywords,
        camera,
        city,
        country,
        offset,
        latitude: latitude + ((seed % 17) - 8) * 0.0021,
        longitude: longitude + ((seed % 13) - 6) * 0.0027,
        /** Local wall-clock time, `YYYY-MM-DDTHH:MM:SS`. */
        taken: taken.toISOString().slice(0, 19),
        fileNumber: number,
        exposure: dark
          ? { time: 15, iso: 3200, fNumber: 2.8 }
          : {
              time: 1 / (60 + ((seed * 37) % 900)),
              iso: [64, 100, 200, 400][seed % 4],
              fNumber: [4, 5.6, 8, 11][seed % 4],
            },
        focal: camera.focal[0] + ((seed * 7) % (camera.focal[1] - camera.focal[0] + 1)),
        rating: seed % 7 === 0 ? 5 : seed % 5 === 0 ? 4 : 0,
      };
    }),
  );
}
