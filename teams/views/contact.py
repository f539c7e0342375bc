"""A person's photo and their consent that the telephone number is public."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from jobs.serving import file_response
from pages.views import ConfirmView, Crumb, ServiceFormView
from teams import policies
from teams.choices import ConsentWay
from teams.forms.contact import ConsentEndForm, ConsentForm, PhotoForm
from teams.models import Membership, Person
from teams.services.contact import (
    phone_consent_set,
    phone_consent_withdraw,
    photo_chunks,
    photo_remove,
    photo_set,
)


def person_of(user, pk: int) -> Person:
    """The person of a spell, both as the user may see them; else 404."""
    spell = get_object_or_404(Membership.objects.visible_to(user), pk=pk)
    people = Person.objects.visible_to(user).select_related("home_commune", "hamlet", "photo")
    return get_object_or_404(people, pk=spell.person_id)


class PersonAct(ServiceFormView):
    """Base of what is done to a person, reached through one of their spells."""

    def get_subject(self):
        return person_of(self.request.user, self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_person(self.request.user, self.subject)

    def get_crumbs(self):
        page = reverse("teams:membership", args=[self.kwargs["pk"]])
        return [Crumb("Thành viên", reverse("teams:membership_list")), Crumb(str(self.subject), page)]

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.kwargs["pk"]])

    def call(self, service, form, **facts):
        """The service, for this person, in the version the form was made from."""
        version = form.cleaned_data["version"]
        return service(actor=self.request.user, person=self.subject, version=version, **facts)


class Photo(PersonAct):
    """Put in a photo, or another one."""

    form_class, submit_label, done_message = PhotoForm, "Lưu ảnh", "Đã lưu ảnh."
    consequence = "Ảnh cũ, nếu có, bị xóa."

    def get_title(self):
        return f"Ảnh của {self.subject}"

    def perform(self, form):
        return self.call(photo_set, form, upload=form.cleaned_data["photo"])


class PhotoRemove(PersonAct, ConfirmView):
    """Take the photo away."""

    submit_label, done_message = "Bỏ ảnh", "Đã bỏ ảnh."
    consequence = "Nội dung ảnh bị xóa, không lấy lại được."

    def get_title(self):
        return f"Bỏ ảnh của {self.subject}"

    def perform(self, form):
        return self.call(photo_remove, form)


@require_GET
def photo_file(request, pk: int):
    """The photo, for who may see the person."""
    person = person_of(request.user, pk)
    content = photo_chunks(actor=request.user, person=person)
    if content is None:
        raise Http404("Hồ sơ này chưa có ảnh.")
    return file_response(person.photo, content, download=False)


class Consent(PersonAct):
    """Record that the telephone number may be public."""

    form_class, done_message = ConsentForm, "Đã ghi đồng ý công khai số điện thoại."
    consequence = (
        "Sự đồng ý phải tự nguyện, người đó biết rõ số được công khai ở đâu, để làm gì và được rút lại bất cứ lúc nào "
        "(Luật 91/2025/QH15, Điều 9)."
    )

    def get_title(self):
        return f"Đồng ý công khai điện thoại: {self.subject}"

    def perform(self, form):
        data = form.cleaned_data
        return self.call(phone_consent_set, form, since=data["since"], way=ConsentWay(data["way"]))


class ConsentEnd(PersonAct):
    """Record that the consent was taken back."""

    form_class, done_message = ConsentEndForm, "Đã ghi rút lại đồng ý."
    submit_label = "Ghi rút lại"
    consequence = "Từ ngày đó số điện thoại không còn ở danh sách công khai."

    def get_title(self):
        return f"Rút lại đồng ý công khai điện thoại: {self.subject}"

    def perform(self, form):
        return self.call(phone_consent_withdraw, form, on=form.cleaned_data["on"])
