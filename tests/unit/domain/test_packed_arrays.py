"""Arrays as builtins."""

import numpy as np
import pytest

from ml_engine.domain.arrays import DTYPES, PackedArray, pack_array, unpack_array


@pytest.mark.parametrize("dtype", sorted(DTYPES))
def test_every_dtype_comes_back(dtype):
    array = np.arange(12).reshape(3, 4).astype(dtype)
    back = unpack_array(pack_array(array))
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


@pytest.mark.parametrize(
    "array", [np.float32(3.5) * np.ones(()), np.ones((0, 3)), np.arange(6.0).reshape(2, 3).T[::-1]]
)
def test_odd_shapes_and_strides_come_back(array):
    np.testing.assert_array_equal(unpack_array(pack_array(array)), array)


def test_big_endian_arrives_with_the_same_values():
    np.testing.assert_array_equal(unpack_array(pack_array(np.arange(3, dtype=">i4"))), [0, 1, 2])


def test_objects_cannot_be_packed():
    with pytest.raises(ValueError, match="object"):
        pack_array(np.array([print]))


@pytest.mark.parametrize(
    "packed",
    [
        PackedArray("object", (1,), b"12345678"),
        PackedArray("uint8", (2,), b"1"),
        PackedArray("uint8", (-1, -1), b"1"),
        PackedArray("float32", (1,), b"1"),
    ],
)
def test_a_lie_about_shape_or_dtype_is_refused(packed):
    with pytest.raises(ValueError, match=r"dtype|shape"):
        unpack_array(packed)
