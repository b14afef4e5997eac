#!/bin/sh
# Makes the certificates of the tests anew, next to itself: `sh tests/certificates/make.sh`. Needs openssl 3. They are
# valid for 100 years; the keys protect nothing.
set -e
cd "$(dirname "$0")"
start=20200101000000Z
end=21200101000000Z
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

authority() { # file, common name
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$work/$1.csr" -subj "/CN=$2"
  configure "basicConstraints = critical,CA:TRUE" "keyUsage = critical,keyCertSign,cRLSign" "subjectKeyIdentifier = hash"
  openssl ca -batch -notext -config "$work/ca.cnf" -extensions extensions -selfsign -keyfile "$1.key" \
    -in "$work/$1.csr" -out "$1.pem" -startdate $start -enddate $end
}

configure() { # lines of the extensions
  : > "$work/index.txt"
  cat > "$work/ca.cnf" <<CNF
[ca]
default_ca = test
[test]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[extensions]
CNF
  printf '%s\n' "$@" >> "$work/ca.cnf"
}

request() { # file, common name, kind of key
  if [ "$3" = rsa ]; then
    openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$work/$1.csr" -subj "/CN=$2"
  else
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$work/$1.csr" -subj "/CN=$2"
  fi
}

sign() { # file, authority, alternative names, usage, start, end
  configure "basicConstraints = CA:FALSE" "keyUsage = digitalSignature,keyEncipherment" "extendedKeyUsage = $4" \
    "subjectAltName = $3"
  openssl ca -batch -notext -config "$work/ca.cnf" -extensions extensions -cert "$2.pem" -keyfile "$2.key" \
    -in "$work/$1.csr" -out "$1.pem" -startdate "$5" -enddate "$6"
}

authority ca "Samsa Test Authority"
authority other_ca "Samsa Other Authority"
request server localhost ec
sign server ca "DNS:localhost,DNS:kafka.test,IP:127.0.0.1" serverAuth $start $end
request wrong_name wrong.test ec
sign wrong_name ca "DNS:wrong.test" serverAuth $start $end
request expired localhost ec
sign expired ca "DNS:localhost,IP:127.0.0.1" serverAuth 20200101000000Z 20210101000000Z
request client client-1 rsa
sign client ca "DNS:client-1" clientAuth $start $end
request other_client client-2 ec
sign other_client other_ca "DNS:client-2" clientAuth $start $end
# The client's key in the three forms that tls.key takes: PKCS #8 (client.key), PKCS #1, encrypted with "secret".
openssl rsa -in client.key -traditional -out client_pkcs1.key
openssl pkcs8 -topk8 -in client.key -out client_encrypted.key -passout pass:secret -v2 aes-256-cbc
