// Affine maps of the plane, for geometry that is composed before any pixel is touched.
#pragma once

#include <algorithm>
#include <cmath>

namespace priorscope {

struct Point {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Point&) const = default;
};

/// A rectangle in the units of its frame: pixels of a canvas or fractions of an image.
struct Rectangle {
    double x_min = 0.0;
    double y_min = 0.0;
    double x_max = 0.0;
    double y_max = 0.0;

    double width() const { return x_max - x_min; }
    double height() const { return y_max - y_min; }
    bool isEmpty() const { return !(x_max > x_min && y_max > y_min); }
    double area() const { return isEmpty() ? 0.0 : width() * height(); }
    Point centre() const { return {(x_min + x_max) / 2, (y_min + y_max) / 2}; }
    /// The border excluded.
    bool contains(const Point& point) const {
        return point.x > x_min && point.x < x_max && point.y > y_min && point.y < y_max;
    }
    Rectangle intersected(const Rectangle& other) const {
        return {std::max(x_min, other.x_min), std::max(y_min, other.y_min), std::min(x_max, other.x_max),
                std::min(y_max, other.y_max)};
    }
    bool operator==(const Rectangle&) const = default;
};

/// x' = xx · x + xy · y + x0;  y' = yx · x + yy · y + y0
struct Affine {
    double xx = 1.0;
    double xy = 0.0;
    double x0 = 0.0;
    double yx = 0.0;
    double yy = 1.0;
    double y0 = 0.0;

    static Affine scaling(double x, double y) { return {.xx = x, .yy = y}; }
    static Affine shift(double x, double y) { return {.x0 = x, .y0 = y}; }

    Point operator()(const Point& p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
    /// First this map, then the other.
    Affine then(const Affine& next) const {
        return {.xx = next.xx * xx + next.xy * yx,
                .xy = next.xx * xy + next.xy * yy,
                .x0 = next.xx * x0 + next.xy * y0 + next.x0,
                .yx = next.yx * xx + next.yy * yx,
                .yy = next.yx * xy + next.yy * yy,
                .y0 = next.yx * x0 + next.yy * y0 + next.y0};
    }
    double determinant() const { return xx * yy - xy * yx; }
    /// Of a map whose determinant is not 0.
    Affine inverse() const {
        const double by = 1.0 / determinant();
        return {.xx = yy * by,
                .xy = -xy * by,
                .x0 = (xy * y0 - yy * x0) * by,
                .yx = -yx * by,
                .yy = xx * by,
                .y0 = (yx * x0 - xx * y0) * by};
    }
    /// Whether rectangles remain rectangles: quarter turns and mirroring, no others.
    bool keepsRectangles() const { return (xy == 0.0 && yx == 0.0) || (xx == 0.0 && yy == 0.0); }
    /// The smallest rectangle around the image of one.
    Rectangle boundsOf(const Rectangle& r) const {
        const Point centre = (*this)(r.centre());
        const double half_width = (std::abs(xx) * r.width() + std::abs(xy) * r.height()) / 2;
        const double half_height = (std::abs(yx) * r.width() + std::abs(yy) * r.height()) / 2;
        return {centre.x - half_width, centre.y - half_height, centre.x + half_width, centre.y + half_height};
    }
    bool operator==(const Affine&) const = default;
};

}  // namespace priorscope
