/** Where the demonstration's local groups meet: 153 towns and districts, by nation and region. Only the places are real. */
export const PLACES: Readonly<Record<string, { readonly kind: 'nation' | 'region'; readonly towns: string }>> = {
  Scotland: {
    kind: 'nation',
    towns:
      'Aberdeen, Ayr, Dumfries, Dundee, Dunfermline, Edinburgh Leith, Edinburgh South, Falkirk, Glasgow East End, Glasgow Southside, Greenock, Inverness, Kirkcaldy, Paisley, Perth, Stirling',
  },
  'Cymru / Wales': {
    kind: 'nation',
    towns:
      'Aberystwyth, Abertawe / Swansea, Bangor, Caerdydd / Cardiff, Caerfyrddin / Carmarthen, Casnewydd / Newport, Llanelli, Llŷn ac Eifionydd, Merthyr Tudful, Wrecsam / Wrexham, Ynys Môn',
  },
  'Northern Ireland': { kind: 'nation', towns: 'Belfast, Derry, Lisburn, Newry' },
  'North East': {
    kind: 'region',
    towns:
      'Darlington, Durham, Gateshead, Hartlepool, Middlesbrough, Newcastle, North Tyneside, South Shields, Stockton, Sunderland',
  },
  'North West': {
    kind: 'region',
    towns:
      'Barrow, Birkenhead, Blackburn, Blackpool, Bolton, Burnley, Bury, Carlisle, Chester, Crewe, Lancaster, Liverpool Toxteth, Liverpool Walton, Manchester Central, Manchester Wythenshawe, Oldham, Preston, Rochdale, St Helens, Salford, Stockport, Warrington, Wigan',
  },
  'Yorkshire and the Humber': {
    kind: 'region',
    towns:
      'Barnsley, Bradford, Calder Valley, Doncaster, Grimsby, Halifax, Huddersfield, Hull, Keighley, Leeds East, Leeds North, Rotherham, Scarborough, Sheffield, Wakefield, York',
  },
  'East Midlands': {
    kind: 'region',
    towns: 'Chesterfield, Corby, Derby, Leicester, Lincoln, Loughborough, Mansfield, Northampton, Nottingham',
  },
  'West Midlands': {
    kind: 'region',
    towns:
      'Birmingham Moseley, Birmingham Small Heath, Coventry, Dudley, Hereford, Redditch, Rugby, Stoke-on-Trent, Telford, Walsall, Wolverhampton, Worcester',
  },
  'East of England': {
    kind: 'region',
    towns:
      "Bedford, Cambridge, Chelmsford, Colchester, Great Yarmouth, Harlow, Ipswich, King's Lynn, Luton, Norwich, Peterborough, Southend, Stevenage",
  },
  London: {
    kind: 'region',
    towns:
      "Barking, Barnet, Bethnal Green, Brent, Bromley, Camden, Croydon, Ealing, Enfield, Greenwich, Hackney, Haringey, Harrow, Islington, King's Cross, Lambeth, Lewisham, Newham, Southwark, Tower Hamlets, Waltham Forest, Wandsworth",
  },
  'South East': {
    kind: 'region',
    towns:
      'Brighton, Canterbury, Crawley, Eastbourne, Hastings, Isle of Wight, Medway, Milton Keynes, Oxford, Portsmouth, Reading, Southampton, Thanet',
  },
  'South West': { kind: 'region', towns: 'Bristol, Exeter, Plymouth, Stroud' },
}

export interface Place {
  readonly town: string
  readonly region: string
}

export const TOWNS: readonly Place[] = Object.entries(PLACES).flatMap(([region, { towns }]) =>
  towns.split(', ').map((town) => ({ town, region })),
)
