"""The profile of sRGB that we wrote, as a colour library reads it."""

import io

from PIL import Image, ImageCms

from mediatordesk.documents.pdf.colours import srgb_profile

COLOURS = ((214, 0, 0), (0, 0, 0), (255, 255, 255), (12, 200, 90), (1, 2, 3), (0, 0, 255))


def test_it_is_the_srgb_that_others_know() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    known = ImageCms.createProfile("sRGB")
    colours = Image.new("RGB", (6, 1))
    for at, colour in enumerate(COLOURS):
        colours.putpixel((at, 0), colour)
    turned = ImageCms.profileToProfile(colours, ours, known)
    assert turned is not None
    found = zip(colours.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in found) <= 1


def test_it_says_what_it_is() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())).profile
    assert profile.profile_description == "sRGB IEC61966-2.1"
    assert profile.version == 2.1
    assert len(srgb_profile()) == int.from_bytes(srgb_profile()[:4], "big") < 3000
