"""What is done with devices."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.devices.decisions import (
    CODE_LETTERS,
    LETTERS_WITHOUT_TWINS,
    NAMES,
    device_code,
    same_code,
)
from server.devices.records import Device, Enrolment
from server.foundation import announce, hash_token, new_token, now

ENROLMENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device that has just been enrolled; the credential is told once, to the device."""

    device_id: int
    code: str
    name: str
    kind: str
    credential: str


@dataclass(frozen=True, slots=True)
class OpenEnrolment:
    """A way in for one device, for a short time."""

    code: str
    expires_at: datetime


def open_enrolment(
    session: Session, *, kind: str, name: str | None = None, lasting: timedelta = ENROLMENT
) -> OpenEnrolment:
    """Let one device in, once.

    Args:
        session: the open transaction.
        kind: handheld, tablet or board.
        name: what to call it; its code when left out.
        lasting: how long the code is good.
    """
    code = "".join(secrets.choice(LETTERS_WITHOUT_TWINS) for _ in range(CODE_LETTERS))
    expires_at = now() + lasting
    session.add(Enrolment(code_hash=hash_token(code), kind=kind, name=name, expires_at=expires_at))
    return OpenEnrolment(code, expires_at)


def use_enrolment(session: Session, code: str, *, name: str | None = None) -> Enrolled | None:
    """Enrol the device that shows this code; None when the code is used, too old or wrong."""
    used = session.execute(
        update(Enrolment)
        .where(
            Enrolment.code_hash == hash_token(same_code(code)),
            Enrolment.used_at.is_(None),
            Enrolment.expires_at > now(),
        )
        .values(used_at=now())
        .returning(Enrolment.id, Enrolment.kind, Enrolment.name)
    ).one_or_none()
    if used is None:
        return None
    enrolled = enrol(session, kind=used.kind, name=name or used.name)
    session.execute(
        update(Enrolment).where(Enrolment.id == used.id).values(device_id=enrolled.device_id)
    )
    return enrolled


def enrol(session: Session, *, kind: str, name: str | None = None) -> Enrolled:
    """Make a device known and give it its credential."""
    credential = new_token()
    device = Device(
        code=credential[:20],
        name=name or "",
        kind=kind,
        credential_hash=hash_token(credential),
        enrolled_at=now(),
    )
    session.add(device)
    session.flush()
    device.code = device_code(kind, device.id)
    device.name = name or f"{NAMES[kind]}{device.id}"
    session.flush()
    announce(
        session,
        topic=f"device:{device.id}",
        kind="device_enrolled",
        body={"code": device.code, "kind": kind},
    )
    return Enrolled(device.id, device.code, device.name, kind, credential)


def revoke(session: Session, device_id: int) -> bool:
    """Lock a device out for good; whether there was one to lock out."""
    revoked = session.execute(
        update(Device)
        .where(Device.id == device_id, Device.revoked_at.is_(None))
        .values(revoked_at=now())
        .returning(Device.id)
    ).all()
    if revoked:
        announce(session, topic=f"device:{device_id}", kind="device_revoked")
    return (
        bool(revoked) or session.scalar(select(Device.id).where(Device.id == device_id)) is not None
    )
