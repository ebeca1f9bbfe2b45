#include "widgets/plots/plot_export.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <map>

#include "core/base/text/csv_cell.hpp"
#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("priorscope::PlotExport", text);
}

/// Nine significant digits, independent of the locale.
QString number(double value) {
    return QString::number(value, 'g', 9);
}

QString fileNameOf(const QString& title, const QString& ending) {
    QString name = title.toLower();
    for (QChar& character : name) {
        if (!character.isLetterOrNumber()) {
            character = u'-';
        }
    }
    return (name.isEmpty() ? QStringLiteral("plot") : name) + ending;
}

/// Begins in the home folder, later where the last file was put.
QString askFile(QWidget* parent, const QString& caption, const QString& name, const QString& filter) {
    static QString folder = QDir::homePath();
    const QString file = QFileDialog::getSaveFileName(parent, caption, QDir(folder).filePath(name), filter);
    if (!file.isEmpty()) {
        folder = QFileInfo(file).absolutePath();
    }
    return file;
}

}  // namespace

QString csvCell(const QString& text) {
    return QString::fromStdString(csvCell(text.toStdString()));
}

QString csvOfColumns(const QString& x_title, const std::vector<PlotColumn>& columns) {
    std::map<double, std::vector<QString>> rows;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const auto& [x, y] : columns[i].points) {
            std::vector<QString>& row = rows[x];
            row.resize(columns.size());
            row[i] = number(y);
        }
    }
    QString text = csvCell(x_title);
    for (const PlotColumn& column : columns) {
        text += u',' + csvCell(column.name);
    }
    text += u'\n';
    for (const auto& [x, row] : rows) {
        text += number(x);
        for (const QString& value : row) {
            text += u',' + value;
        }
        text += u'\n';
    }
    return text;
}

QString csvOfBars(const QString& x_title, const std::vector<PlotBar>& bars) {
    QString text = csvCell(x_title) + QStringLiteral(",value\n");
    for (const PlotBar& bar : bars) {
        text += csvCell(bar.label) + u',' + number(bar.value) + u'\n';
    }
    return text;
}

bool writePlotPicture(QCustomPlot& plot, const QSize& size, const QString& file, const QString& title) {
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setFileName(file);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setTitle(title);
        QCPPainter painter;
        if (!painter.begin(&generator)) {
            return false;
        }
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        plot.toPainter(&painter, size.width(), size.height());
        return painter.end();
    }
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        return plot.savePdf(file, size.width(), size.height(), QCP::epAllowCosmetic,
                            QStringLiteral("Priorscope"), title);
    }
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly)) {
        return false;
    }
    return plot.toPixmap(size.width(), size.height(), 2.0).save(&target, "PNG") && target.commit();
}

bool writePainting(const std::function<void(QPainter&)>& paint, const QSize& size, const QString& file) {
    const auto paintOn = [&paint](QPaintDevice& device, double scale) {
        QPainter painter(&device);
        painter.scale(scale, scale);
        paint(painter);
        return painter.end();
    };
    if (file.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator picture;
        picture.setFileName(file);
        picture.setSize(size);
        picture.setViewBox(QRect(QPoint(0, 0), size));
        return paintOn(picture, 1.0);
    }
    if (file.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
        QPdfWriter picture(file);
        picture.setPageSize(QPageSize(QSizeF(size), QPageSize::Point));
        picture.setPageMargins(QMarginsF());
        return paintOn(picture, picture.width() / static_cast<double>(size.width()));
    }
    QImage picture(size * 2, QImage::Format_ARGB32_Premultiplied);
    // Without an ending it is a PNG all the same.
    return paintOn(picture, 2.0) && picture.save(file, QFileInfo(file).suffix().isEmpty() ? "PNG" : nullptr);
}

bool writeText(const QString& file, const QString& text) {
    QSaveFile target(file);
    const QByteArray bytes = text.toUtf8();
    return target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size() && target.commit();
}

QString askPictureFile(QWidget* parent, const QString& title) {
    return askFile(parent, translated(QT_TRANSLATE_NOOP("priorscope::PlotExport", "Save picture")),
                   fileNameOf(title, QStringLiteral(".png")),
                   translated(QT_TRANSLATE_NOOP("priorscope::PlotExport", "Pictures (*.png *.svg *.pdf)")));
}

QString askFiguresFile(QWidget* parent, const QString& title) {
    return askFile(parent, translated(QT_TRANSLATE_NOOP("priorscope::PlotExport", "Save figures")),
                   fileNameOf(title, QStringLiteral(".csv")),
                   translated(QT_TRANSLATE_NOOP("priorscope::PlotExport", "Tables (*.csv)")));
}

void showWriteFailure(QWidget* parent, const QString& file) {
    QMessageBox::warning(
        parent, translated(QT_TRANSLATE_NOOP("priorscope::PlotExport", "Not saved")),
        translated(QT_TRANSLATE_NOOP("priorscope::PlotExport",
                                     "%1 could not be written. Choose another place, or make room there."))
            .arg(file));
}

}  // namespace priorscope
